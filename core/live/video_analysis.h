#pragma once

#include "core/common/time_interval.h"
#include "core/face/detectors/face_detector.h"
#include "core/infer/classifier.h"
#include "core/live/live_options.h"
#include "core/session/frame_result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace mien {

class FrameSource;

struct VideoProgress {
  std::int64_t done = 0;  ///< frames
  std::int64_t total = 0; ///< at least `done`; the file may state it wrongly, or not at all (then it grows with `done`)
  double framesPerSecond = 0; ///< of the analysis
  double fps = 0;             ///< of the video, see VideoAnalysis
};

struct VideoAnalysis {
  bool stopped = false; ///< before the end of the video
  std::int64_t frames = 0;
  double fps = 0;                       ///< of the video, as stated; 25 when the file does not say
  std::vector<TimeInterval> unreadable; ///< what could not be decoded; in time, apart from each other
};

/// Called on the calling thread for every frame, in order. The frame and the result are the caller's to keep.
using VideoObserver = std::function<void(const VideoProgress&, const std::shared_ptr<const TimedFrame>&,
                                         const std::shared_ptr<const FrameResult>&)>;

/// Analyses every frame of a video file, with the tracking and smoothing of the live pipeline, as fast as it goes; with
/// detectEvery 0 faces are looked for in every frame, so that the answer does not depend on the machine's speed. Frames
/// have the times that the file gives them. A face is in the results of the frames that show it, never held (see
/// FaceState), though it keeps its number when it is found again within LiveOptions::lostSeconds.
/// Synchronous; its threads end with it. The detector and the classifier are used for the time of the call. Throws
/// Error (NotFound, BadData) naming the file; BadData, too, when no picture of it can be decoded.
VideoAnalysis analyzeVideo(const std::filesystem::path& file, FaceDetector& detector, Classifier& classifier,
                           const LiveOptions& options, const VideoObserver& observer, std::stop_token stop = {});

/// The same of a source that stands at its beginning; `file` is its name in messages.
VideoAnalysis analyzeVideo(FrameSource& source, const std::filesystem::path& file, FaceDetector& detector,
                           Classifier& classifier, const LiveOptions& options, const VideoObserver& observer,
                           std::stop_token stop = {});

} // namespace mien
