#include "core/live/video_analysis.h"

#include "core/common/error.h"
#include "core/common/stopwatch.h"
#include "core/common/text/shown_text.h"
#include "core/live/analysis/video_analyzer.h"
#include "core/live/detail/rate_meter.h"
#include "core/live/source/frame_source.h"

#include <algorithm>
#include <utility>

namespace mien {

namespace {

constexpr double kUnknownFps = 25;

} // namespace

VideoAnalysis analyzeVideo(const std::filesystem::path& file, FaceDetector& detector, Classifier& classifier,
                           const LiveOptions& options, const VideoObserver& observer, std::stop_token stop) {
  SourceSpec spec;
  spec.kind = SourceSpec::Kind::Video;
  spec.location = file.string();
  const auto source = openSource(spec);
  return analyzeVideo(*source, file, detector, classifier, options, observer, std::move(stop));
}

VideoAnalysis analyzeVideo(FrameSource& source, const std::filesystem::path& file, FaceDetector& detector,
                           Classifier& classifier, const LiveOptions& options, const VideoObserver& observer,
                           std::stop_token stop) {
  LiveOptions everyFrame = options;
  everyFrame.detectEvery = std::max(1, options.detectEvery);
  VideoAnalysis analysis;
  analysis.fps = source.fps() > 0 ? source.fps() : kUnknownFps;
  VideoAnalyzer analyzer(detector, classifier, options.threads);
  detail::RateMeter rate;
  while (true) {
    if (stop.stop_requested()) {
      analysis.stopped = true;
      analysis.unreadable = source.unreadable();
      return analysis;
    }
    const auto start = std::chrono::steady_clock::now();
    FrameRead read = source.read();
    if (read.status != FrameRead::Status::Frame) {
      if (analysis.frames == 0) {
        throw Error(ErrorKind::BadData,
                    Message("No picture of '{file}' can be decoded; it is damaged. Get the video again.",
                            {{"file", shownPath(file)}}));
      }
      analysis.unreadable = source.unreadable();
      return analysis;
    }
    auto frame = std::make_shared<TimedFrame>();
    frame->number = static_cast<std::uint64_t>(analysis.frames);
    frame->seconds = read.seconds.value_or(static_cast<double>(analysis.frames) / analysis.fps);
    frame->captured = std::chrono::steady_clock::now();
    frame->image = std::move(read.image);
    const double captureMs = 1000 * secondsSince(start);
    FrameResult result = analyzer.analyze(*frame, everyFrame);
    std::erase_if(result.faces, [](const FaceResult& face) { return face.state == FaceState::Held; });
    result.times.capture = captureMs;
    result.latencyMs = 1000 * secondsSince(frame->captured);
    result.analysedPerSecond = rate.tick(std::chrono::steady_clock::now());
    result.capturedPerSecond = result.analysedPerSecond;
    ++analysis.frames;
    if (observer) {
      const double perSecond = result.analysedPerSecond;
      observer({analysis.frames, std::max(source.frameCount(), analysis.frames), perSecond, analysis.fps}, frame,
               std::make_shared<const FrameResult>(std::move(result)));
    }
  }
}

} // namespace mien
