#include "app/commands/commands.h"
#include "app/commands/predict_run.h"
#include "app/commands/weights_argument.h"
#include "core/common/memory.h"
#include "core/face/face_detector_factory.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace mien::cli {

namespace {

struct Arguments {
  std::filesystem::path model;
  std::vector<std::filesystem::path> inputs;
  std::string faces = "auto";
  std::string detector = "auto";
  std::filesystem::path yunetFile;
  int minFace = 0;
  bool json = false;
  std::filesystem::path csvFile;
  std::filesystem::path annotatedFolder;
};

void predict(const Arguments& arguments) {
  tuneAllocator();
  PredictOptions options;
  options.inputs = arguments.inputs;
  options.faces = parseFaceMode(arguments.faces).value();
  options.json = arguments.json;
  options.csvFile = arguments.csvFile;
  options.annotatedFolder = arguments.annotatedFolder;

  std::unique_ptr<FaceDetector> detector;
  if (options.faces != FaceMode::Whole) {
    FaceDetectorOptions detectorOptions;
    detectorOptions.kind = parseDetectorKind(arguments.detector).value();
    detectorOptions.yunetFile = arguments.yunetFile;
    detectorOptions.minFaceSide = arguments.minFace;
    std::vector<std::string> warnings;
    detector = makeFaceDetector(detectorOptions, &warnings);
    for (const std::string& warning : warnings) {
      std::cerr << "mien-cli: warning: " << warning << '\n';
    }
  }
  FrameAnalyzer analyzer(std::move(detector), loadClassifier(weightsFile(arguments.model)));
  runPredict(options, analyzer, std::cout, std::cerr);
}

} // namespace

void addPredictCommand(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("predict", "Name the emotions of the faces in images");
  command->add_option("model", arguments->model, "Run folder such as saved/RUN, or a weights file")->required();
  command->add_option("images", arguments->inputs, "Images, or folders whose images are taken in order of name")
      ->required();
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
  command->add_flag("--json", arguments->json, "Print one JSON object a line, one line an image");
  command->add_option("--csv", arguments->csvFile, "Write one row a face to this file");
  command->add_option("--annotate", arguments->annotatedFolder,
                      "Write the images with boxes and labels to this folder");
  command->footer(
      "An image without a face is not an error. An image that cannot be read (or has more than 100 megapixels)\n"
      "is reported, the others go on, and the exit status is 2 at the end.");
  command->callback([arguments] { predict(*arguments); });
}

} // namespace mien::cli
