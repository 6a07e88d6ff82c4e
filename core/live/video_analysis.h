#pragma once

#include "core/face/face_detector.h"
#include "core/infer/classifier.h"
#include "core/live/live_options.h"
#include "core/live/live_result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

namespace mien {

struct VideoProgress {
  std::int64_t done = 0;  ///< frames
  std::int64_t total = 0; ///< at least `done`; the file may state it wrongly, or not at all (then it grows with `done`)
  double framesPerSecond = 0; ///< of the analysis
  double fps = 0;             ///< of the video, see VideoAnalysis
};

struct VideoAnalysis {
  bool stopped = false; ///< before the end of the video
  std::int64_t frames = 0;
  std::int64_t stated = 0; ///< frames that the file says it has; 0: it does not say, or says too little
  double fps = 0;          ///< of the video; 25 when the file does not say
};

/// Whether the end came long before the file said: it is damaged or cut short there.
[[nodiscard]] bool endsEarly(const VideoAnalysis& analysis);

/// Called on the calling thread for every frame, in order. The frame and the result are the caller's to keep.
using VideoObserver = std::function<void(const VideoProgress&, const std::shared_ptr<const LiveFrame>&,
                                         const std::shared_ptr<const LiveResult>&)>;

/// Analyses every frame of a video file, with the tracking and smoothing of the live pipeline, as fast as it goes; with
/// detectEvery 0 faces are looked for in every frame, so that the answer does not depend on the machine's speed.
/// Synchronous; its threads end with it. The detector and the classifier are used for the time of the call. Throws
/// Error (NotFound, BadData) naming the file; BadData, too, when no picture of it can be decoded.
VideoAnalysis analyzeVideo(const std::filesystem::path& file, FaceDetector& detector, Classifier& classifier,
                           const LiveOptions& options, const VideoObserver& observer, std::stop_token stop = {});

} // namespace mien
