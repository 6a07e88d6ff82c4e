#include "app/commands/commands.h"
#include "app/commands/live_bench/live_bench_report.h"
#include "app/commands/options/weights_argument.h"
#include "app/commands/terminal/interrupt_guard.h"
#include "core/common/error.h"
#include "core/common/memory.h"
#include "core/common/stopwatch.h"
#include "core/common/threads.h"
#include "core/face/detectors/face_detector_factory.h"
#include "core/live/live_pipeline.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include <sys/resource.h>
#include <unistd.h>

namespace mien::cli {

namespace {

using Clock = std::chrono::steady_clock;

struct Arguments {
  std::string video;
  std::filesystem::path model;
  std::string detector = "auto";
  std::filesystem::path yunetFile;
  int size = 0;
  double seconds = 20;
  double warmUp = 3;
  double fps = 0;
  LiveOptions live;
  bool json = false;
};

/// A video at another pace than its own.
class PacedVideo final : public FrameSource {
public:
  PacedVideo(std::unique_ptr<FrameSource> video, double rate) : m_video(std::move(video)), m_fps(rate) {}
  FrameRead read() override { return m_video->read(); }
  double fps() const override { return m_fps > 0 ? m_fps : m_video->fps(); }
  std::int64_t frameCount() const override { return m_video->frameCount(); }
  bool live() const override { return m_video->live(); }

private:
  std::unique_ptr<FrameSource> m_video;
  double m_fps;
};

double processorSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

double residentMegabytes() {
  std::ifstream file("/proc/self/statm");
  long total = 0;
  long resident = 0;
  file >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576;
}

/// Collects what the analysis thread tells.
class Collector {
public:
  void add(const FrameResult& result) {
    const std::lock_guard lock(m_mutex);
    if (!m_on) {
      return;
    }
    m_report.latency.push_back(result.latencyMs);
    m_report.capture.push_back(result.times.capture);
    m_report.detect.push_back(result.times.detect);
    m_report.classify.push_back(result.times.classify);
    m_faces += static_cast<double>(result.faces.size());
    m_detected += std::any_of(result.faces.begin(), result.faces.end(),
                              [](const FaceResult& f) { return f.state == FaceState::Found; });
    for (const FaceResult& face : result.faces) {
      m_ids.insert(face.id);
    }
    m_report.width = result.size.width;
    m_report.height = result.size.height;
  }
  void begin() {
    const std::lock_guard lock(m_mutex);
    m_on = true;
  }
  LiveBenchReport end() {
    const std::lock_guard lock(m_mutex);
    m_on = false;
    const auto frames = static_cast<double>(std::max<std::size_t>(1, m_report.latency.size()));
    m_report.facesPerFrame = m_faces / frames;
    m_report.detections = m_detected / frames;
    m_report.identities = static_cast<int>(m_ids.size());
    return m_report;
  }

private:
  std::mutex m_mutex;
  bool m_on = false;
  LiveBenchReport m_report;
  double m_faces = 0;
  double m_detected = 0;
  std::set<int> m_ids;
};

/// Sleeps; false when the user interrupted. Throws Error when the source is lost.
[[nodiscard]] bool run(const LivePipeline& pipeline, double seconds) {
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  while (Clock::now() < end && !interruptToken().stop_requested()) {
    const LiveStatus status = pipeline.status();
    if (!status.message.empty()) {
      throw Error(ErrorKind::BadData, Message::verbatim(status.message));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return !interruptToken().stop_requested();
}

void liveBench(const Arguments& arguments) {
  tuneAllocator();
  const InterruptGuard interrupt("stopping");
  FaceDetectorOptions detectorOptions;
  detectorOptions.kind = parseDetectorKind(arguments.detector).value();
  detectorOptions.yunetFile = arguments.yunetFile;
  auto detector = makeFaceDetector(detectorOptions);
  const std::string detectorName = detector->name();
  const std::filesystem::path weights = weightsFileOrDefault(arguments.model);
  ModelHints hints;
  if (arguments.size > 0) {
    hints.inputSize = arguments.size;
  }
  auto classifier = loadClassifier(weights, hints);

  SourceSpec spec;
  spec.kind = SourceSpec::Kind::Video;
  spec.location = arguments.video;
  spec.loop = true;
  Collector collector;
  LivePipeline pipeline(std::move(detector), std::move(classifier), arguments.live);
  pipeline.subscribe([&](const auto&, const auto& result) { collector.add(*result); });
  // By value: a thread that is left behind may still ask.
  pipeline.start([spec, fps = arguments.fps] { return std::make_unique<PacedVideo>(openSource(spec), fps); });
  if (!run(pipeline, arguments.warmUp)) {
    std::cerr << "Stopped before anything was measured.\n";
    throw ExitStatus{interruptStatus()};
  }

  const LiveStatus before = pipeline.status();
  const double memoryBefore = residentMegabytes();
  const double processorBefore = processorSeconds();
  const auto start = Clock::now();
  collector.begin();
  (void)run(pipeline, arguments.seconds); // what was measured until an interruption counts, too
  LiveBenchReport report = collector.end();
  report.seconds = secondsSince(start);
  const LiveStatus after = pipeline.status();
  report.cpu = (processorSeconds() - processorBefore) / report.seconds;
  report.grownMegabytes = residentMegabytes() - memoryBefore;
  report.peakMegabytes = peakMegabytes();
  pipeline.stop();

  report.video = arguments.video;
  report.model = weights.string();
  report.inputSize = pipeline.modelInfo().inputSize;
  report.detector = detectorName;
  report.cores = availableCores();
  report.sourceFps = after.sourceFps;
  report.capturedPerSecond = static_cast<double>(after.captured - before.captured) / report.seconds;
  report.analysedPerSecond = static_cast<double>(after.analysed - before.analysed) / report.seconds;
  if (arguments.json) {
    std::cout << reportJson(report);
  } else {
    printReport(report, std::cout);
  }
}

} // namespace

void addLiveBenchCommand(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("live-bench", "Measure the live pipeline on a video, played at its own rate in a loop");
  command->add_option("video", arguments->video, "Video file")->required();
  command
      ->add_option("--model", arguments->model,
                   "Weights file, or run folder (its model_best.pth); default: the one that Mien comes with")
      ->check(CLI::ExistingPath);
  command->add_option("--detector", arguments->detector, "auto: YuNet when its file is there, else Haar")
      ->check(CLI::IsMember({"auto", "haar", "yunet"}))
      ->capture_default_str();
  command->add_option("--yunet", arguments->yunetFile,
                      "face_detection_yunet_2023mar.onnx; otherwise looked for in ~/.local/share/mien");
  command->add_option("--size", arguments->size, "Input size of the network, px (default: the model's own)")
      ->check(CLI::Range(32, 600));
  command->add_option("--seconds", arguments->seconds, "How long to measure")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--fps", arguments->fps, "Play at this rate instead of the video's own")
      ->check(CLI::Range(1.0, 240.0));
  command->add_option("--detect-every", arguments->live.detectEvery, "Frames; 0: as often as the time allows")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_option("--detect-side", arguments->live.detectSide, "Look for faces at this size, px")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--threads", arguments->live.threads, "For classifying; 0: one a core")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_flag("--json", arguments->json, "Print JSON instead of the table");
  command->callback([arguments] { liveBench(*arguments); });
}

} // namespace mien::cli
