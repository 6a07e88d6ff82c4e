#include "app/commands/commands.h"
#include "app/commands/options/holdout_options.h"
#include "core/common/error.h"
#include "core/common/stopwatch.h"
#include "core/common/text/json_text.h"
#include "core/common/text/numbers.h"
#include "core/common/text/shown_text.h"
#include "core/data/class_counts.h"
#include "core/data/dataset.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <memory>
#include <numeric>

namespace mien::cli {

namespace {

struct InfoOptions {
  std::string data;
  std::size_t memoryBudget = 1024; // MB
  int side = 0;
  HoldoutOptions cut;
  bool json = false;
};

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

std::string nameOf(int split) { return std::string(splitName(static_cast<Split>(split))); }

nlohmann::ordered_json toJson(const ClassCounts& counts) {
  nlohmann::ordered_json json;
  for (int split = 0; split < kSplitCount; ++split) {
    const auto& row = counts[static_cast<std::size_t>(split)];
    nlohmann::ordered_json& entry = json[nameOf(split)];
    entry["total"] = std::accumulate(row.begin(), row.end(), std::size_t{0});
    for (int emotion = 0; emotion < kEmotionCount; ++emotion) {
      entry[std::string(voteName(emotion))] = row[static_cast<std::size_t>(emotion)];
    }
  }
  return json;
}

void printJson(const Dataset& dataset, double seconds) {
  const DatasetSummary& summary = dataset.summary;
  nlohmann::ordered_json json;
  json["root"] = dataset.root.string();
  json["layout"] = summary.layout;
  json["description"] = summary.description;
  json["validation_cut"] = nullptr; // the data set brings its own validation split, or has none
  if (summary.cut) {
    json["validation_cut"] = {{"share", summary.cut->share}, {"seed", summary.cut->seed}};
  }
  json["side"] = dataset.images->side();
  json["common_side"] = summary.commonSide;
  json["in_memory"] = summary.inMemory;
  for (int split = 0; split < kSplitCount; ++split) {
    json["images"][nameOf(split)] = summary.images[static_cast<std::size_t>(split)];
  }
  json["majority"] = toJson(countClasses(dataset, LabelPolicy::Majority, kEmotionCount));
  json["soft"] = toJson(countClasses(dataset, LabelPolicy::Soft, kEmotionCount));
  json["problems"] = nlohmann::ordered_json::array();
  for (const DatasetProblem& problem : summary.problems) {
    json["problems"].push_back({{"kind", problem.kind},
                                {"description", problem.description},
                                {"count", problem.count},
                                {"examples", problem.examples}});
  }
  json["seconds"] = seconds;
  std::fputs((jsonText(json, 2) + "\n").c_str(), stdout);
}

void printRow(const char* name, const std::array<std::size_t, kSplitCount>& majority,
              const std::array<std::size_t, kSplitCount>& soft) {
  std::printf("  %-12s", name);
  for (std::size_t split = 0; split < kSplitCount; ++split) {
    std::printf("  %8zu %8zu", majority[split], soft[split]);
  }
  std::printf("\n");
}

void printText(const Dataset& dataset, double seconds) {
  const DatasetSummary& summary = dataset.summary;
  std::printf("%s\n  %s.\n", shownPath(dataset.root).c_str(), shownText(summary.description).c_str());
  if (const std::string cut = holdoutText(summary); !cut.empty()) {
    std::printf("  %s.\n", cut.c_str());
  }
  const std::size_t images = dataset.samples.size();
  std::printf(images == 1 ? "  %zu usable image, %d x %d px" : "  %zu usable images, most %d x %d px", images,
              summary.commonSide, summary.commonSide);
  if (dataset.images->side() != summary.commonSide) {
    std::printf(", read as %d x %d px", dataset.images->side(), dataset.images->side());
  }
  std::printf("; %s.\n\n",
              summary.inMemory ? "decoded in memory" : "decoded as they are needed (above the memory budget)");

  std::printf("  %-12s", "");
  for (int split = 0; split < kSplitCount; ++split) {
    std::printf("  %17s", nameOf(split).c_str());
  }
  std::printf("\n  %-12s", "images");
  for (const std::size_t inSplit : summary.images) {
    std::printf("  %17zu", inSplit);
  }
  std::printf("\n  %-12s", "");
  for (int split = 0; split < kSplitCount; ++split) {
    std::printf("  %8s %8s", "majority", "soft");
  }
  std::printf("\n");
  const ClassCounts majority = countClasses(dataset, LabelPolicy::Majority, kEmotionCount);
  const ClassCounts soft = countClasses(dataset, LabelPolicy::Soft, kEmotionCount);
  std::array<std::size_t, kSplitCount> majorityTotal{};
  std::array<std::size_t, kSplitCount> softTotal{};
  for (std::size_t emotion = 0; emotion < kEmotionCount; ++emotion) {
    std::array<std::size_t, kSplitCount> majorityRow{};
    std::array<std::size_t, kSplitCount> softRow{};
    for (std::size_t split = 0; split < kSplitCount; ++split) {
      majorityTotal[split] += majorityRow[split] = majority[split][emotion];
      softTotal[split] += softRow[split] = soft[split][emotion];
    }
    printRow(std::string(voteName(static_cast<int>(emotion))).c_str(), majorityRow, softRow);
  }
  printRow("kept", majorityTotal, softTotal);

  std::printf("\n  %s\n", summary.problems.empty() ? "No problems found." : "Found on the way:");
  for (const DatasetProblem& problem : summary.problems) {
    std::printf("  %8zu  %s\n", problem.count, problem.description.c_str());
    const std::size_t shown = std::min<std::size_t>(problem.examples.size(), 3);
    for (std::size_t i = 0; i < shown; ++i) {
      std::printf("            %s\n", shownText(problem.examples[i]).c_str());
    }
    if (shown < problem.count) {
      std::printf("            and %zu more (--json names up to %zu)\n", problem.count - shown,
                  problem.examples.size());
    }
  }
  std::printf("\n  Read, checked and hashed in %s s.\n", fixedNumber(seconds, 2).c_str());
}

void run(const InfoOptions& options) {
  LoadOptions load = loadOptions(options.cut.over({}));
  load.memoryBudget = options.memoryBudget * kMegabyte;
  load.side = options.side;
  const auto start = std::chrono::steady_clock::now();
  const Dataset dataset = loadDataset(options.data, load);
  const double seconds = secondsSince(start);
  std::fputs(options.cut.note(dataset.summary).c_str(), stderr);
  options.json ? printJson(dataset, seconds) : printText(dataset, seconds);
}

} // namespace

void addInfoCommand(CLI::App& app) {
  auto options = std::make_shared<InfoOptions>();
  CLI::App* command = app.add_subcommand("info", "Read a data set and say what is in it");
  command->add_option("--data", options->data, "Folder of the data set, or its table of labels")->required();
  addCutOptions(*command, options->cut, "default 0.1 and 1");
  command->add_flag("--json", options->json, "Print JSON");
  command
      ->add_option("--memory-budget", options->memoryBudget,
                   "MB of decoded images above which they stay on disk (default 1024)")
      ->check(CLI::Range(std::size_t{0}, std::size_t{1} << 30));
  command->add_option("--side", options->side, "Side in px to read the images at (default: the commonest)")
      ->check(CLI::Range(0, 4096));
  command->callback([options] { run(*options); });
}

} // namespace mien::cli
