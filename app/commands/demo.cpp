#include "app/commands/commands.h"
#include "app/commands/evaluate/plots.h"
#include "app/commands/predict/predict_run.h"
#include "app/commands/terminal/interrupt_guard.h"
#include "app/commands/train/train_progress.h"
#include "core/common/memory.h"
#include "core/common/text/shown_text.h"
#include "core/demo/demo_data.h"
#include "core/demo/demo_photo.h"
#include "core/eval/evaluator.h"
#include "core/eval/report/evaluation_report.h"
#include "core/eval/report/report_writer.h"
#include "core/face/annotation/image_file.h"
#include "core/face/detectors/face_detector_factory.h"
#include "core/train/run_list.h"
#include "core/train/trainer.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <memory>

namespace mien::cli {

namespace {

namespace fs = std::filesystem;

struct DemoArguments {
  fs::path folder = ".";
  int epochs = 8;
  bool noPlots = false;
};

fs::path reportFolder(const fs::path& results, const fs::path& weights) {
  return evaluationFolder(results, weights, Split::Test, LabelPolicy::Majority);
}

/// The first of demo, demo-2, demo-3, ... that is still free, and from now on ours: a demo never touches what is there,
/// nor what another one has just begun.
std::string claimName(const fs::path& saved, const fs::path& results) {
  std::string name = "demo";
  const auto reported = [&] { return fs::exists(reportFolder(results, saved / name / RunFiles::kBest)); };
  for (int number = 2; reported() || !claimRun(saved, name); ++number) {
    name = "demo-" + std::to_string(number);
  }
  return name;
}

/// The first of demo, demo-2, ... that is a whole data set or does not exist yet. An earlier version could be cut off
/// while it drew, and then left one without its labels.
fs::path dataFolder(const fs::path& parent) {
  const auto usable = [](const fs::path& folder) {
    return !fs::exists(folder) || fs::exists(folder / "FER2013Test" / "label.csv"); // the file that is drawn last
  };
  fs::path folder = parent / "demo";
  for (int number = 2; !usable(folder); ++number) {
    folder = parent / ("demo-" + std::to_string(number));
  }
  return folder;
}

TrainConfig demoConfig(const DemoArguments& arguments, const std::string& name, const fs::path& data) {
  TrainConfig config;
  config.name = name;
  config.data = fs::absolute(data).string();
  config.sizes = {{48, arguments.epochs}};
  config.batch = 32; // a few hundred steps in all: many small ones learn more than few large ones
  config.ema = 0.98;
  return config;
}

void runDemo(const DemoArguments& arguments) {
  tuneAllocator();
  const InterruptGuard interrupt("stopping");
  const fs::path saved = arguments.folder / "saved";
  const fs::path results = arguments.folder / "results";
  const fs::path data = dataFolder(arguments.folder / "data");
  if (!fs::exists(data)) {
    std::printf("Drawing a data set of invented faces: %s\n", shownPath(data).c_str());
    std::fflush(stdout);
    if (!makeDemoData(data, {}, {}, interruptToken())) {
      throw ExitStatus{interruptStatus()};
    }
  }
  const Dataset dataset = loadDataset(data, {}, interruptToken());
  if (dataset.summary.stopped) {
    throw ExitStatus{interruptStatus()};
  }

  const std::string name = claimName(saved, results);
  std::printf("\nTraining EfficientNet-B3 on it from scratch, %d epochs\n", arguments.epochs);
  const auto progress = makeTrainProgress(/*json=*/false);
  const TrainResult run = train(demoConfig(arguments, name, data), dataset, saved / name, *progress, interruptToken());
  progress->finish(run);
  if (run.status == TrainStatus::Stopped) {
    throw ExitStatus{interruptStatus()};
  }

  const fs::path weights = run.folder / RunFiles::kBest;
  EvaluateOptions options;
  options.split = Split::Test; // neither training nor the choice of the best epoch has seen it
  const auto evaluation =
      std::make_shared<const EvaluationResult>(evaluate(weights, dataset, options, {}, interruptToken()));
  if (evaluation->cancelled) {
    throw ExitStatus{interruptStatus()};
  }
  const fs::path report = reportFolder(results, weights);
  writeEvaluation(*evaluation, report);
  if (!arguments.noPlots) {
    writePlots(evaluation, report);
  }
  std::printf("\n%s\n", evaluationReport(*evaluation).c_str());

  const DemoPhoto photo = renderDemoPhoto(1);
  const fs::path picture = report / "demo_photo.png";
  savePng(cv::Mat(photo.height, photo.width, CV_8UC1, const_cast<std::uint8_t*>(photo.pixels.data())), picture);
  std::printf("Faces in an invented photo, drawn as");
  for (const DemoFace& face : photo.faces) {
    std::printf(" %s", std::string(voteName(static_cast<int>(face.emotion))).c_str());
  }
  std::printf(" from left to right:\n");
  std::fflush(stdout);
  ImageAnalyzer analyzer(makeFaceDetector({}), loadClassifier(weights));
  PredictOptions predictOptions;
  predictOptions.inputs = {picture};
  predictOptions.faces = FaceMode::Detect;
  predictOptions.annotatedFolder = report / "annotated";
  runPredict(predictOptions, analyzer, std::cout, std::cerr);

  std::printf("\nWhere everything is:\n  %-22s %s\n  %-22s %s\n  %-22s %s\n  %-22s %s\n", "data set",
              shownPath(data).c_str(), "run and weights", shownPath(run.folder).c_str(), "evaluation",
              shownPath(report).c_str(), "photo with its faces", shownPath(report / "annotated").c_str());
}

} // namespace

void addDemoCommand(CLI::App& app) {
  auto arguments = std::make_shared<DemoArguments>();
  CLI::App* command =
      app.add_subcommand("demo", "Draw demo data, train on it, evaluate, and find and name the faces in a photo");
  command->add_option("--folder", arguments->folder, "Where data/, saved/ and results/ are kept")
      ->capture_default_str();
  command->add_option("--epochs", arguments->epochs, "Of the training")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_flag("--no-plots", arguments->noPlots,
                    "Leave out the charts, which are drawn as PNG pictures beside the report");
  command->callback([arguments] { runDemo(*arguments); });
}

} // namespace mien::cli
