#include "app/commands/commands.h"
#include "app/commands/interrupt_guard.h"
#include "app/commands/train_progress.h"
#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "core/common/memory.h"
#include "core/data/dataset.h"
#include "core/train/run_list.h"
#include "core/train/trainer.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>
#include <optional>

namespace mien::cli {

namespace {

struct TrainArguments {
  TrainConfig config;
  std::string resume;
  std::string saved = "saved";
  std::string sizes;
  bool json = false;
};

template <typename Value, typename Parse>
void addName(CLI::App& command, const std::string& flag, Value& value, Parse parse, const std::string& help) {
  command.add_option_function<std::string>(
      flag,
      [&value, parse, flag](const std::string& text) {
        const auto parsed = parse(text);
        if (!parsed) {
          throw CLI::ValidationError(flag, "cannot be \"" + text + "\"");
        }
        value = *parsed;
      },
      help);
}

/// Read while the command line is parsed, so that the other flags go over it.
void addConfigFile(CLI::App& command, TrainConfig& c) {
  command
      .add_option_function<std::string>(
          "--config",
          [&c](const std::string& file) {
            c = readTrainConfig(file);
            c.name.clear();
          },
          "config.json of an earlier run to repeat; the other settings go over it")
      ->trigger_on_parse();
}

void addSettings(CLI::App& command, TrainConfig& c) {
  command.add_option("--classes", c.classes, "7 or 8 emotions")->capture_default_str();
  addName(command, "--head", c.head, parseHead, "linear or mlp (default linear)");
  addName(command, "--labels", c.labels, parseLabelPolicy, "majority, soft, sampled or multi-target (default soft)");
  command.add_option("--batch", c.batch, "Images a step, over all replicas")->capture_default_str();
  addName(command, "--optimizer", c.optimizer, parseOptimizer, "adamw, adam or sgd (default adamw)");
  addName(command, "--schedule", c.schedule, parseSchedule, "one-cycle, cosine or constant (default one-cycle)");
  command.add_option("--lr", c.learningRate, "Learning rate at the peak")->capture_default_str();
  command.add_option("--warmup", c.warmup, "Share of the steps that warm up (cosine)")->capture_default_str();
  command.add_option("--weight-decay", c.weightDecay, "Not applied to norms and biases")->capture_default_str();
  command.add_option("--label-smoothing", c.labelSmoothing, "0 to 0.9")->capture_default_str();
  addName(command, "--balance", c.balance, parseBalance, "none, class-weights or sampling (default none)");
  command.add_option("--mixup", c.mixup, "Alpha of mixup; 0: off")->capture_default_str();
  command.add_option("--ema", c.ema, "Decay of the averaged weights; 0: off")->capture_default_str();
  command.add_option("--clip", c.clip, "Largest gradient norm; 0: off")->capture_default_str();
  command.add_option("--patience", c.patience, "Epochs without progress before stopping; 0: never")
      ->capture_default_str();
  command.add_option("--dropout", c.dropout, "Before the linear head")->capture_default_str();
  command.add_option("--stochastic-depth", c.stochasticDepth, "Of the last block")->capture_default_str();
  command.add_option("--augment", c.augment.strength, "Strength of the augmentation; 0: off")->capture_default_str();
  command.add_option("--init", c.init, "Weights file to start from");
  command.add_option("--freeze-epochs", c.freezeEpochs, "Epochs that train the head alone")->capture_default_str();
  command.add_option("--replicas", c.replicas, "Copies of the network; 0: one a core")->capture_default_str();
  command.add_option("--seed", c.seed, "Of every random choice")->capture_default_str();
  command.add_option("--checkpoint-minutes", c.checkpointMinutes, "Besides one every epoch")->capture_default_str();
}

Dataset load(const std::string& folder) {
  LoadOptions options;
  return loadDataset(folder, options, interruptToken());
}

std::filesystem::path freshFolder(const std::filesystem::path& saved, TrainConfig& config) {
  if (config.name.empty()) {
    config.name = freeRunName(saved);
  }
  validateRunName(config.name);
  return saved / config.name;
}

void run(TrainArguments& arguments) {
  tuneAllocator();
  const InterruptGuard interrupt("stopping after this step");
  const auto observer = makeTrainProgress(arguments.json);
  TrainResult result;
  if (!arguments.resume.empty()) {
    const TrainConfig config = readRunConfig(arguments.resume);
    const Dataset dataset = load(arguments.config.data.empty() ? config.data : arguments.config.data);
    if (dataset.summary.stopped) {
      return; // half a data set must not be trained on
    }
    result = resumeTraining(arguments.resume, dataset, *observer, interruptToken());
  } else {
    if (arguments.config.data.empty()) {
      throw Error(ErrorKind::BadArgument,
                  "give the folder of the data set with --data, or a run to go on with by --resume");
    }
    if (!arguments.sizes.empty()) {
      arguments.config.sizes = parseSizes(arguments.sizes);
    }
    const auto folder = freshFolder(arguments.saved, arguments.config);
    arguments.config.data = std::filesystem::absolute(arguments.config.data).string();
    validate(arguments.config);
    const Dataset dataset = load(arguments.config.data);
    if (dataset.summary.stopped) {
      return;
    }
    result = train(arguments.config, dataset, folder, *observer, interruptToken());
  }
  observer->finish(result);
}

} // namespace

void addTrainCommand(CLI::App& app) {
  auto arguments = std::make_shared<TrainArguments>();
  CLI::App* command = app.add_subcommand("train", "Train a classifier; Ctrl+C stops with a checkpoint");
  command->add_option("--data", arguments->config.data, "Folder of the data set, or its table of labels");
  command->add_option("--name", arguments->config.name, "Name of the run (default run-1, run-2, ...)");
  command->add_option("--saved", arguments->saved, "Where run folders are kept")->capture_default_str();
  command->add_option("--sizes", arguments->sizes, "SIZE:EPOCHS,... in px (default 48:10)");
  command->add_option("--resume", arguments->resume, "Run folder to go on with, with its own settings");
  command->add_flag("--json", arguments->json, "One JSON object a line instead of the progress line");
  addConfigFile(*command, arguments->config);
  addSettings(*command, arguments->config);
  command->callback([arguments] { run(*arguments); });
}

} // namespace mien::cli
