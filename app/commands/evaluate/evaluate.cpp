#include "app/commands/commands.h"
#include "app/commands/evaluate/plots.h"
#include "app/commands/options/holdout_options.h"
#include "app/commands/options/model_options.h"
#include "app/commands/options/output_check.h"
#include "app/commands/options/weights_argument.h"
#include "app/commands/terminal/progress_line.h"
#include "core/common/error.h"
#include "core/common/memory.h"
#include "core/common/text/shown_text.h"
#include "core/eval/evaluator.h"
#include "core/eval/report/evaluation_report.h"
#include "core/eval/report/report_guard.h"
#include "core/eval/report/report_writer.h"
#include "core/model/weights_file.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>

namespace mien::cli {

namespace {

namespace fs = std::filesystem;

struct EvaluateArguments {
  fs::path model;
  ModelHints hints;
  fs::path data;
  std::string split = "valid";
  std::string policy = "majority";
  fs::path out;
  int threads = 0;
  HoldoutOptions cut;
  bool json = false;
  bool noEmbeddings = false;
  bool noPlots = false;
  bool force = false;
};

EvaluateOptions optionsFrom(const EvaluateArguments& arguments) {
  EvaluateOptions options;
  // CLI11 has checked both against the same names.
  options.split = parseSplit(arguments.split).value();
  options.policy = parseLabelPolicy(arguments.policy).value();
  options.threads = arguments.threads;
  options.embeddings = !arguments.noEmbeddings;
  options.hints = arguments.hints;
  return options;
}

void requireFreeFolder(const fs::path& folder, const ReportSubject& subject, bool force) {
  const auto conflict = reportConflict(folder, subject);
  if (!conflict || force) {
    return;
  }
  const std::string what = conflict->what.empty() ? "'" + shownPath(conflict->file) +
                                                        "' is there already, and it is no earlier output of Mien's."
                                                  : "'" + shownPath(folder) + "' holds " + conflict->what + ".";
  throw Error(
      ErrorKind::BadArgument,
      Message("{what} Choose another folder with --out, or let it be replaced with --force.", {{"what", what}}));
}

void runEvaluate(const EvaluateArguments& arguments) {
  tuneAllocator();
  const fs::path weights = weightsFileOrDefault(arguments.model);
  EvaluateOptions options = optionsFrom(arguments);
  const fs::path folder =
      arguments.out.empty() ? evaluationFolder("results", weights, options.split, options.policy) : arguments.out;
  if (std::error_code error; fs::exists(folder, error) && !fs::is_directory(folder, error)) {
    throw Error(ErrorKind::BadArgument,
                Message("'{folder}' is not a folder. Choose another one with --out for the report.",
                        {{"folder", shownPath(folder)}}));
  }
  requireFreeFolder(folder, {weights, arguments.data, options.split, options.policy}, arguments.force);
  warnOfAssumptions(std::cerr, weights, readModelInfo(weights, options.hints));
  options.cut = holdoutFor(arguments.cut, weights);
  const Dataset dataset = loadDataset(arguments.data, loadOptions(*options.cut));
  std::fputs(arguments.cut.note(dataset.summary).c_str(), stderr);
  const auto evaluation = std::make_shared<const EvaluationResult>(evaluate(
      weights, dataset, options, arguments.json ? EvaluationObserver() : evaluationProgressLine("evaluating")));
  const EvaluationResult& result = *evaluation;
  printNotes(result.notes);
  auto files = writeEvaluation(result, folder);
  if (!arguments.noPlots) {
    const auto pictures = writePlots(evaluation, folder);
    files.insert(files.end(), pictures.begin(), pictures.end());
  }
  if (arguments.json) {
    std::fputs(metricsJson(result).c_str(), stdout);
    std::fprintf(stderr, "Written to %s\n", shownPath(folder).c_str());
    return;
  }
  std::printf("%s\nWritten:\n", evaluationReport(result).c_str());
  for (const fs::path& file : files) {
    std::printf("  %s\n", shownPath(file).c_str());
  }
}

} // namespace

void addEvaluateCommand(CLI::App& app) {
  auto arguments = std::make_shared<EvaluateArguments>();
  CLI::App* command = app.add_subcommand("evaluate", "Measure a model on one split of a data set and write a report");
  command
      ->add_option("--model", arguments->model,
                   "Weights file, or run folder (its model_best.pth); default: the one that Mien comes with")
      ->check(CLI::ExistingPath);
  command->add_option("--data", arguments->data, "Data set folder")->required()->check(CLI::ExistingPath);
  command->add_option("--split", arguments->split, "train, valid or test")
      ->check(CLI::Validator([](const std::string& text) { return parseSplit(text) ? "" : "no such split: " + text; },
                             "SPLIT"))
      ->capture_default_str();
  command->add_option("--policy", arguments->policy, "How votes become labels: majority, soft, sampled, multi-target")
      ->check(CLI::Validator(
          [](const std::string& text) { return parseLabelPolicy(text) ? "" : "no such label policy: " + text; },
          "POLICY"))
      ->capture_default_str();
  addCutOptions(*command, arguments->cut, "default: as the model was trained, else 0.1 and 1");
  command->add_option("--out", arguments->out,
                      "Folder for the report (default: results/<run>-<split>, for another policy with its name)");
  command->add_flag("--force", arguments->force, kForceHelp);
  command->add_option("--threads", arguments->threads, "Threads; 0: one a core")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_flag("--json", arguments->json, "Print metrics.json instead of the report");
  command->add_flag("--no-embeddings", arguments->noEmbeddings, "Do not keep the 1536 features of each image");
  command->add_flag("--no-plots", arguments->noPlots,
                    "Leave out the charts, which are drawn as PNG pictures beside the report");
  command->add_flag("--plots")->group(""); // scripts name it; it is done anyway
  addModelOptions(*command, arguments->hints);
  command->callback([arguments] { runEvaluate(*arguments); });
}

} // namespace mien::cli
