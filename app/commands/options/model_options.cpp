#include "app/commands/options/model_options.h"

#include "core/common/text/numbers.h"
#include "core/common/text/shown_text.h"
#include "core/data/emotion.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <ostream>

namespace mien::cli {

namespace {

// What other programs' models of seven emotions usually have: Kaggle's numbers, and class folders in order of name.
constexpr const char* kFer2013Order = "anger,disgust,fear,happiness,sadness,surprise,neutral";
constexpr const char* kAlphabeticalOrder = "anger,disgust,fear,happiness,neutral,sadness,surprise";

std::string listed(const std::vector<std::string>& labels, const char* between) {
  std::string text;
  for (const std::string& label : labels) {
    text += (text.empty() ? "" : between) + label;
  }
  return text;
}

std::string sentence(AssumedField what, const ModelInfo& info) {
  switch (what) {
  case AssumedField::Labels: {
    std::string text = "the order of its labels; assumed is that of FER+: " + listed(info.labels, ",");
    if (info.classes() == 7) {
      text += std::string(". FER2013's own would be --label-names ") + kFer2013Order +
              ", that of class folders in order of name --label-names " + kAlphabeticalOrder;
    } else {
      text += ". Name another one with --label-names";
    }
    return text;
  }
  case AssumedField::InputSize:
    return "its input size; assumed is " + std::to_string(info.inputSize) + " px. Give another one with --input-size";
  case AssumedField::Normalisation:
    return "its normalisation; assumed is mean " + fixedNumber(info.mean.front(), 4) + " and deviation " +
           fixedNumber(info.deviation.front(), 4) + " of pixel/255. Give others with --mean and --std (ImageNet's: " +
           "0.485,0.456,0.406 and 0.229,0.224,0.225)";
  }
  return {};
}

} // namespace

void addModelOptions(CLI::App& command, ModelHints& hints) {
  const auto group = "Model (for weights that do not say it themselves)";
  command
      .add_option_function<std::string>(
          "--label-names", [&hints](const std::string& text) { hints.labels = parseLabelNames(text); },
          "The model's emotions in the order of its outputs: anger,disgust,fear,...")
      ->group(group);
  command
      .add_option_function<int>(
          "--input-size", [&hints](const int& side) { hints.inputSize = side; }, "Side of its input, px")
      ->check(CLI::Range(32, 600))
      ->group(group);
  command
      .add_option_function<std::string>(
          "--mean", [&hints](const std::string& text) { hints.mean = parseColourNumber(text); },
          "Of pixel/255, subtracted from its input; of three numbers the average, since faces are fed in grey")
      ->group(group);
  command
      .add_option_function<std::string>(
          "--std", [&hints](const std::string& text) { hints.deviation = parseColourNumber(text); },
          "Of pixel/255, its input is divided by it; of three numbers the average")
      ->group(group);
}

void warnOfAssumptions(std::ostream& problems, const std::filesystem::path& weights, const ModelInfo& info) {
  const std::string start = "mien-cli: warning: '" + shownPath(weights) + "' ";
  for (const AssumedField what : info.assumed) {
    problems << start << "does not say " << sentence(what, info) << std::endl;
  }
  for (const Message& remark : info.remarks) {
    problems << "mien-cli: warning: '" << shownPath(weights) << "': " << remark.english() << std::endl;
  }
}

nlohmann::ordered_json assumedJson(const ModelInfo& info) {
  auto names = nlohmann::ordered_json::array();
  for (const AssumedField what : info.assumed) {
    names.push_back(assumedFieldName(what));
  }
  return names;
}

} // namespace mien::cli
