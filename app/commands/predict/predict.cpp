#include "app/commands/commands.h"
#include "app/commands/options/model_options.h"
#include "app/commands/options/output_check.h"
#include "app/commands/options/weights_argument.h"
#include "app/commands/predict/predict_run.h"
#include "app/commands/terminal/interrupt_guard.h"
#include "core/common/error.h"
#include "core/common/files/output_target.h"
#include "core/common/memory.h"
#include "core/common/text/address.h"
#include "core/common/text/shown_text.h"
#include "core/face/detectors/face_detector_factory.h"
#include "core/live/live_options.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <optional>
#include <streambuf>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace mien::cli {

namespace {

struct Arguments {
  std::filesystem::path model;               ///< empty: the one that Mien comes with
  std::vector<std::filesystem::path> inputs; ///< the first may be a model
  ModelHints hints;
  std::string faces = "auto";
  std::string detector = "auto";
  std::filesystem::path yunetFile;
  int minFace = 0;
  std::optional<double> uncertainBelow;
  bool json = false;
  std::filesystem::path csvFile;
  std::filesystem::path annotatedFolder;
  double smoothing = LiveOptions{}.smoothingSeconds;
  bool force = false;
};

std::unique_ptr<FaceDetector> detectorFor(const Arguments& arguments, int minFaceSide) {
  FaceDetectorOptions options;
  options.kind = parseDetectorKind(arguments.detector).value();
  options.yunetFile = arguments.yunetFile;
  options.minFaceSide = minFaceSide;
  std::vector<std::string> warnings;
  auto detector = makeFaceDetector(options, &warnings);
  for (const std::string& warning : warnings) {
    std::cerr << "mien-cli: warning: " << warning << '\n';
  }
  return detector;
}

std::unique_ptr<Classifier> classifierFor(const Arguments& arguments) {
  const std::filesystem::path weights = weightsFileOrDefault(arguments.model);
  auto classifier = loadClassifier(weights, arguments.hints);
  warnOfAssumptions(std::cerr, weights, classifier->info());
  return classifier;
}

/// Takes in what is printed and drops it.
class NullBuffer : public std::streambuf {
protected:
  int_type overflow(int_type letter) override { return traits_type::not_eof(letter); }
  std::streamsize xsputn(const char* /*text*/, std::streamsize count) override { return count; }
};

/// A stream has no end to write a table at.
void requireFiles(const std::vector<std::filesystem::path>& inputs) {
  for (const std::filesystem::path& input : inputs) {
    std::error_code error;
    if (isAddress(input.native()) && !std::filesystem::exists(input, error)) {
      throw Error(ErrorKind::BadArgument, Message("'{input}' is an address, and mien-cli predict reads files. Download "
                                                  "the video first, or watch the stream in the window, under Live.",
                                                  {{"input", shownPath(input)}}));
    }
  }
}

void predict(Arguments& arguments) {
  requireFiles(arguments.inputs);
  tuneAllocator();
  if (arguments.model.empty()) {
    arguments.model = takeModel(arguments.inputs);
  } else if (const auto second = takeModel(arguments.inputs); !second.empty()) {
    throw Error(ErrorKind::BadArgument,
                Message("--model names '{model}', and '{second}' is a model, too. Leave one of them out.",
                        {{"model", shownPath(arguments.model)}, {"second", shownPath(second)}}));
  }
  NullBuffer silence;
  std::ostream none(&silence);
  const bool tableOnly = !arguments.csvFile.empty() && isStandardOutput(arguments.csvFile);
  std::ostream& out = tableOnly ? none : std::cout;
  if (tableOnly) {
    if (arguments.json) {
      throw Error(ErrorKind::BadArgument, Message("--json and --csv {file} would mix on the standard output. Leave "
                                                  "one of them out, or give --csv a file.",
                                                  {{"file", shownPath(arguments.csvFile)}}));
    }
    arguments.csvFile = outputPath(arguments.csvFile);
  }
  if (!arguments.csvFile.empty()) {
    const std::vector<std::filesystem::path> models{weightsFileOrDefault(arguments.model), arguments.yunetFile};
    requireNoInput(arguments.csvFile, models, "--csv");
  }
  const InterruptGuard interrupt("stopping after this image or frame");
  PredictOptions options;
  options.inputs = arguments.inputs;
  options.faces = parseFaceMode(arguments.faces).value();
  options.json = arguments.json;
  options.uncertainBelow = arguments.uncertainBelow;
  options.csvFile = arguments.csvFile;
  options.annotatedFolder = arguments.annotatedFolder;
  options.force = arguments.force;
  options.frameDetector = [&arguments] { return detectorFor(arguments, 0); }; // searches frames at another size
  options.minFaceSide = arguments.minFace;
  options.smoothingSeconds = arguments.smoothing;
  options.progress = isatty(STDERR_FILENO) != 0;
  auto classifier = classifierFor(arguments);
  options.frameClassifier = classifier->clone();
  ImageAnalyzer analyzer(options.faces != FaceMode::Whole ? detectorFor(arguments, arguments.minFace) : nullptr,
                         std::move(classifier));
  runPredict(options, analyzer, out, std::cerr, interruptToken());
  if (interruptToken().stop_requested()) {
    throw ExitStatus{interruptStatus()};
  }
}

} // namespace

void addPredictCommand(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("predict", "Name the emotions of the faces in images and videos");
  command
      ->add_option(
          "images", arguments->inputs,
          "Images, videos, and folders whose images and videos are taken in order of name, sub-folders after them; "
          "before them a run folder such as saved/RUN or a weights file, unless Mien's own model is to be used")
      ->required();
  command
      ->add_option("--model", arguments->model,
                   "Run folder or weights file, as in the other commands; the same as naming it before the images")
      ->check(CLI::ExistingPath);
  command
      ->add_option(
          "--faces", arguments->faces,
          "detect: find the faces; whole: every image is a face, already cropped; auto: tell one from the other")
      ->check(CLI::IsMember({"auto", "whole", "detect"}))
      ->capture_default_str();
  command->add_option("--detector", arguments->detector, "auto: YuNet when its file is there, else Haar")
      ->check(CLI::IsMember({"auto", "haar", "yunet"}))
      ->capture_default_str();
  command->add_option("--yunet", arguments->yunetFile,
                      "face_detection_yunet_2023mar.onnx; otherwise looked for in ~/.local/share/mien");
  command->add_option("--min-face", arguments->minFace, "Leave out faces whose side is below this many pixels; 0: none")
      ->check(CLI::Range(0, 10000))
      ->capture_default_str();
  command->add_flag("--json", arguments->json, "Print one JSON object a line, one line an image or video");
  command->add_option(
      "--csv", arguments->csvFile,
      "Write one row a face (in videos: a face and frame) to this file; the README describes the columns. The "
      "rows grow in FILE.part, which gets its name at the end. -: to the standard output, in place of the text");
  command->add_option("--annotate", arguments->annotatedFolder,
                      "Write the images and videos with boxes and labels to this folder");
  command->add_flag("--force", arguments->force, kForceHelp);
  command
      ->add_option(
          "--smoothing", arguments->smoothing,
          "Videos: time constant in seconds of the smoothed probabilities; 0: none. The table has the raw ones, "
          "too")
      ->check(CLI::Range(0.0, 60.0))
      ->capture_default_str();
  command
      ->add_option("--uncertain-below", arguments->uncertainBelow,
                   "Call a face uncertain when its most probable emotion has less than this; the emotion is named all "
                   "the same")
      ->check(CLI::Range(0.0, 1.0));
  addModelOptions(*command, arguments->hints);
  command->footer(
      "An image or video without a face is not an error. One that cannot be read (or has more than 100 megapixels)\n"
      "is reported, the others go on, and the exit status is 2 at the end.\n"
      "Of a video every frame is analysed, its faces are followed. Ctrl+C keeps what was analysed until then, and the\n"
      "exit status is 130.");
  command->callback([arguments] { predict(*arguments); });
}

} // namespace mien::cli
