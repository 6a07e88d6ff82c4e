#include "app/commands/commands.h"
#include "app/commands/options/holdout_options.h"
#include "app/commands/options/weights_argument.h"
#include "app/commands/terminal/interrupt_guard.h"
#include "app/commands/train/train_progress.h"
#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/memory.h"
#include "core/common/text/shown_argument.h"
#include "core/common/text/shown_text.h"
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
  bool changedData = false;
  HoldoutOptions cut;
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
  command.add_option("--init", c.init, "Weights file or run folder to start from");
  command.add_option("--label-names", c.initLabels,
                     "Order of that file's outputs where it does not say it: anger,disgust,fear,...");
  command.add_option("--freeze-epochs", c.freezeEpochs, "Epochs that train the head alone")->capture_default_str();
  command.add_option("--replicas", c.replicas, "Copies of the network; 0: one a core")->capture_default_str();
  command.add_option("--seed", c.seed, "Of every random choice")->capture_default_str();
  command.add_option("--checkpoint-minutes", c.checkpointMinutes, "Besides one every epoch")->capture_default_str();
}

Dataset load(const std::string& folder, const ValidationHoldout& cut) {
  return loadDataset(folder, loadOptions(cut), interruptToken());
}

/// Nothing has been done yet that could be gone on with.
[[noreturn]] void stoppedWhileReading() {
  std::fputs("Stopped while the data set was being read; nothing was trained.\n", stderr);
  throw ExitStatus{interruptStatus()};
}

TrainResult resume(const TrainArguments& arguments, TrainObserver& observer) {
  const TrainConfig config = readRunConfig(arguments.resume);
  const Dataset dataset = load(arguments.config.data.empty() ? config.data : arguments.config.data, config.cut);
  if (dataset.summary.stopped) {
    stoppedWhileReading();
  }
  return resumeTraining(arguments.resume, dataset, observer, interruptToken(), nullptr,
                        arguments.changedData ? ChangedData::Accept : ChangedData::Refuse);
}

TrainResult begin(TrainArguments& arguments, TrainObserver& observer) {
  TrainConfig& config = arguments.config;
  if (config.data.empty()) {
    throw Error(ErrorKind::BadArgument,
                Message("give the folder of the data set with --data, or a run to go on with by --resume"));
  }
  if (arguments.changedData) {
    throw Error(ErrorKind::BadArgument,
                Message("--changed-data goes with --resume; a new run takes the data as it is"));
  }
  if (!arguments.sizes.empty()) {
    config.sizes = parseSizes(arguments.sizes);
  }
  if (!config.name.empty()) {
    validateRunName(config.name);
  }
  config.data = std::filesystem::absolute(config.data).string();
  config.cut = arguments.cut.over(config.cut);
  if (!config.init.empty()) {
    config.init = weightsFile(config.init).string();
  }
  validate(config);
  const Dataset dataset = load(config.data, config.cut);
  if (dataset.summary.stopped) {
    stoppedWhileReading();
  }
  std::fputs(arguments.cut.note(dataset.summary).c_str(), stderr);
  const std::filesystem::path saved = arguments.saved;
  if (config.name.empty()) {
    config.name = claimRunName(saved); // last, so that what is refused before leaves no folder
  }
  return train(config, dataset, saved / config.name, observer, interruptToken());
}

void run(TrainArguments& arguments) {
  tuneAllocator();
  const InterruptGuard interrupt("stopping after this step");
  const auto observer = makeTrainProgress(arguments.json);
  const TrainResult result = arguments.resume.empty() ? begin(arguments, *observer) : resume(arguments, *observer);
  observer->finish(result);
  if (result.status == TrainStatus::Stopped) {
    throw ExitStatus{interruptStatus()};
  }
}

/// A run goes on with its own settings; others beside --resume would be ignored without a word.
void refuseSettings(const CLI::App& command, const std::string& resumed) {
  for (const CLI::Option* option : command.get_options()) {
    const std::string name = option->get_name();
    if (option->count() == 0 || name == "--resume" || name == "--data" || name == "--json" ||
        name == "--changed-data") {
      continue;
    }
    const std::string config = shownArgument(std::filesystem::path(resumed) / RunFiles::kConfig);
    throw Error(ErrorKind::BadArgument,
                Message("{name} cannot be changed in a run that is gone on with: leave it out, or {name2}",
                        {{"name", name},
                         {"name2", name == "--config" ? Message("begin a new run without --resume.")
                                                      : Message("begin a new run with --config {config} {name} ...",
                                                                {{"config", config}, {"name", name}})}}));
  }
}

} // namespace

void addTrainCommand(CLI::App& app) {
  auto arguments = std::make_shared<TrainArguments>();
  CLI::App* command = app.add_subcommand("train", "Train a classifier; Ctrl+C stops with a checkpoint");
  command->add_option("--data", arguments->config.data, "Folder of the data set, or its table of labels");
  command->add_option("--name", arguments->config.name, "Name of the run (default run-1, run-2, ...)");
  command->add_option("--saved", arguments->saved, "Where run folders are kept")->capture_default_str();
  command->add_option("--sizes", arguments->sizes, "SIZE:EPOCHS,... in px (default 48:10)");
  command->add_option("--resume", arguments->resume,
                      "Run folder to go on with, with its own settings; with --data if the data set has moved");
  command->add_flag("--json", arguments->json, "One JSON object a line instead of the progress line");
  addConfigFile(*command, arguments->config);
  addSettings(*command, arguments->config);
  addCutOptions(*command, arguments->cut, "default 0.1 and 1");
  command->add_flag("--changed-data", arguments->changedData,
                    "With --resume: go on although the data set has changed since the run began");
  command->callback([arguments, command] {
    if (!arguments->resume.empty()) {
      refuseSettings(*command, arguments->resume);
    }
    run(*arguments);
  });
}

} // namespace mien::cli
