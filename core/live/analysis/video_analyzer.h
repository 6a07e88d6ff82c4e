#pragma once

#include "core/face/detectors/face_detector.h"
#include "core/infer/classifier.h"
#include "core/live/live_options.h"
#include "core/live/tracking/face_tracker.h"
#include "core/live/tracking/probability_smoother.h"
#include "core/session/frame_result.h"

#include <chrono>
#include <exception>
#include <map>
#include <memory>
#include <vector>

namespace mien {

namespace detail {
class ParallelClassifier;
class TemplateTracker;
class DetectionThread;
struct Detection;
} // namespace detail

/// What the live pipeline and analyzeVideo() do with one frame after the other: detect or follow, classify all faces as
/// one batch, smooth. The detector works on a thread of its own: a frame does not wait for it (unless
/// LiveOptions::detectEvery says so), and what it found in an earlier frame is moved to where the faces are in the
/// frame that takes it in. Between detections a face is followed by its picture, see TemplateTracker; one that is
/// neither found nor followed is held: it moves on with its velocity, is not classified and keeps its probabilities,
/// and when it is seen again the time in between counts for the smoothing. One thread (and its helpers).
class VideoAnalyzer {
public:
  /// Both must outlive this. `threads` as in LiveOptions.
  VideoAnalyzer(FaceDetector& detector, Classifier& classifier, int threads);
  ~VideoAnalyzer();
  VideoAnalyzer(const VideoAnalyzer&) = delete;
  VideoAnalyzer& operator=(const VideoAnalyzer&) = delete;

  /// Rates, capture time and latency are left to the caller. Blocks for as long as the networks take. Throws Error as
  /// the detector and the classifier do.
  [[nodiscard]] FrameResult analyze(const TimedFrame& frame, const LiveOptions& options);

private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] bool detectionDue(const LiveOptions& options) const;
  void detect(const TimedFrame& frame, const LiveOptions& options);
  void applyDetection(detail::Detection detection, const TimedFrame& frame);
  void follow(const TimedFrame& frame);
  void classify(const cv::Mat& image);
  void forgetGone();

  const CropFraming m_framing;
  std::unique_ptr<detail::ParallelClassifier> m_classifier;
  std::unique_ptr<detail::TemplateTracker> m_follower;
  std::unique_ptr<detail::DetectionThread> m_detections;
  FaceTracker m_tracker;
  ProbabilitySmoother m_smoother;
  std::map<int, std::vector<float>> m_raw;      ///< answers for the faces seen in this frame
  std::map<int, std::vector<float>> m_smoothed; ///< the newest for each face
  std::vector<TrackedFace> m_tracksWhenAsked;   ///< in the picture that the detector has
  int m_sinceDetection = 0;                     ///< frames
  double m_detectSeconds = 0;                   ///< what a detection took lately; 0 before the first
  double m_newestDetectSeconds = 0;
  std::exception_ptr m_failure; ///< of the last detection
  Clock::time_point m_askedAt;
};

} // namespace mien
