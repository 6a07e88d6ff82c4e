#include "app/commands/options/holdout_options.h"

#include "core/model/weights_file.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace mien::cli {

ValidationHoldout HoldoutOptions::over(const ValidationHoldout& usual) const {
  return {share.value_or(usual.share), seed.value_or(usual.seed)};
}

std::string HoldoutOptions::note(const DatasetSummary& summary) const {
  if (!given() || summary.cut || summary.imagesOf(Split::Valid) == 0) {
    return {};
  }
  return "Note: the data set has a validation split of its own, so --valid-share and --split-seed are not used.\n";
}

void addCutOptions(CLI::App& command, HoldoutOptions& options, const std::string& usual) {
  command
      .add_option("--valid-share", options.share,
                  "Where the data set has no validation split: about this share of the training images, each chosen by "
                  "its content (" +
                      usual + ")")
      ->check(CLI::Range(0.0, 0.999));
  command.add_option("--split-seed", options.seed, "Seed of that choice, apart from the training's (" + usual + ")");
}

ValidationHoldout holdoutFor(const HoldoutOptions& options, const std::filesystem::path& weights) {
  const auto model = readStoredModelInfo(weights);
  const bool known = model && model->trainingData && model->trainingData->cut;
  return options.over(known ? *model->trainingData->cut : ValidationHoldout());
}

LoadOptions loadOptions(const ValidationHoldout& cut) {
  LoadOptions options;
  options.validShare = cut.share;
  options.splitSeed = cut.seed;
  return options;
}

void printNotes(const std::vector<Message>& notes) {
  for (const Message& note : notes) {
    std::fprintf(stderr, "Note: %s.\n", note.english().c_str());
  }
}

} // namespace mien::cli
