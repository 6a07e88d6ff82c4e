#pragma once

#include "core/face/face_detector.h"
#include "core/infer/classifier.h"
#include "core/live/face_tracker.h"
#include "core/live/live_options.h"
#include "core/live/live_result.h"
#include "core/live/probability_smoother.h"

#include <chrono>
#include <map>
#include <memory>
#include <vector>

namespace mien {

namespace detail {
class BatchClassifier;
class BoxFollower;
} // namespace detail

/// What the live pipeline and analyzeVideo() do with one frame after the other: detect or follow, classify all faces as
/// one batch, smooth. Between detections a face is followed by its picture, see BoxFollower; a face that the last
/// detection missed moves on with its velocity and keeps its probabilities. One thread (and its helpers).
class LiveAnalyzer {
public:
  /// Both must outlive this. `threads` as in LiveOptions.
  LiveAnalyzer(FaceDetector& detector, Classifier& classifier, int threads);
  ~LiveAnalyzer();
  LiveAnalyzer(const LiveAnalyzer&) = delete;
  LiveAnalyzer& operator=(const LiveAnalyzer&) = delete;

  /// Rates, capture time and latency are left to the caller. Blocks for as long as the networks take. Throws Error as
  /// the detector and the classifier do.
  [[nodiscard]] LiveResult analyze(const LiveFrame& frame, const LiveOptions& options);

private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] bool detectionDue(const LiveOptions& options) const;
  void detect(const LiveFrame& frame, const LiveOptions& options);
  void follow(const LiveFrame& frame);
  void classify(const cv::Mat& image);
  void forgetGone();

  FaceDetector& m_detector;
  std::unique_ptr<detail::BatchClassifier> m_classifier;
  std::unique_ptr<detail::BoxFollower> m_follower;
  FaceTracker m_tracker;
  ProbabilitySmoother m_smoother;
  std::map<int, std::vector<float>> m_raw; ///< newest answer for each face
  int m_sinceDetection = 0;                ///< frames
  double m_detectSeconds = 0;              ///< what a detection took lately; 0 before the first
  Clock::time_point m_detectedAt;
};

} // namespace mien
