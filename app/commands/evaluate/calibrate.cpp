#include "app/commands/commands.h"
#include "app/commands/options/holdout_options.h"
#include "app/commands/options/model_options.h"
#include "app/commands/options/output_check.h"
#include "app/commands/options/weights_argument.h"
#include "app/commands/terminal/progress_line.h"
#include "core/common/memory.h"
#include "core/common/text/shown_text.h"
#include "core/eval/calibrate_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace mien::cli {

namespace {

namespace fs = std::filesystem;

struct Arguments {
  fs::path model;
  ModelHints hints;
  fs::path data;
  fs::path out;
  std::string split = "valid";
  HoldoutOptions cut;
  bool half = false;
  bool force = false;
};

void calibrate(const Arguments& arguments) {
  tuneAllocator();
  const fs::path weights = weightsFile(arguments.model);
  requirePlace(arguments.out, "--out");
  if (std::error_code error; !fs::equivalent(weights, arguments.out, error)) {
    requireFree(arguments.out, arguments.force, "--out");
  }
  const ValidationHoldout cut = holdoutFor(arguments.cut, weights);
  const Dataset dataset = loadDataset(arguments.data, loadOptions(cut));
  std::fputs(arguments.cut.note(dataset.summary).c_str(), stderr);
  const CalibrateOptions options{
      .split = parseSplit(arguments.split).value(), .cut = cut, .half = arguments.half, .hints = arguments.hints};
  const CalibrationResult result =
      calibrateFile(weights, arguments.out, dataset, options, evaluationProgressLine("calibrating"));
  printNotes(result.notes);
  const std::string text = fmt::format("temperature        {:.4f}\n"
                                       "accuracy           {:.4f} on {} images of the {} split\n"
                                       "loss               {:.4f}, before {:.4f}\n"
                                       "calibration error  {:.4f}, before {:.4f}\n"
                                       "Written to {}\n",
                                       result.temperature, result.after.accuracy, result.after.images, arguments.split,
                                       result.after.loss, result.before.loss, result.after.expectedCalibrationError,
                                       result.before.expectedCalibrationError, shownPath(arguments.out));
  std::fputs(text.c_str(), stdout);
}

} // namespace

void addCalibrateCommand(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("calibrate", "Make a model's probabilities honest: fit its temperature on a split");
  command->add_option("--model", arguments->model, "Weights file, or run folder (its model_best.pth)")
      ->required()
      ->check(CLI::ExistingPath);
  command->add_option("--data", arguments->data, "Data set folder")->required()->check(CLI::ExistingPath);
  command->add_option("--out", arguments->out, "The weights file to write; may be the same file")->required();
  command->add_flag("--force", arguments->force, kForceHelp);
  command->add_option("--split", arguments->split, "train, valid or test; not the one that the model learned from")
      ->check(CLI::Validator([](const std::string& text) { return parseSplit(text) ? "" : "no such split: " + text; },
                             "SPLIT"))
      ->capture_default_str();
  addCutOptions(*command, arguments->cut, "default: as the model was trained, else 0.1 and 1");
  command->add_flag("--half", arguments->half, "Write the weights in half precision: half the size");
  addModelOptions(*command, arguments->hints);
  command->callback([arguments] { calibrate(*arguments); });
}

} // namespace mien::cli
