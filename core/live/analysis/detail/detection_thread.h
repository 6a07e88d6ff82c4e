#pragma once

#include "core/face/detectors/face_detector.h"
#include "core/live/live_options.h"

#include <opencv2/core/mat.hpp>

#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace mien::detail {

/// A detection that has ended.
struct Detection {
  cv::Mat image;           ///< that was searched
  std::vector<Face> faces; ///< px of `image`
  double seconds = 0;      ///< that it took
  std::exception_ptr failure;
};

/// Looks for faces on a thread of its own, in one picture at a time. The functions are for one other thread.
class DetectionThread {
public:
  explicit DetectionThread(FaceDetector& detector); ///< must outlive this
  ~DetectionThread();                               ///< waits for the detection that runs
  DetectionThread(const DetectionThread&) = delete;
  DetectionThread& operator=(const DetectionThread&) = delete;

  /// Between submit() and the take() of its detection.
  [[nodiscard]] bool busy() const { return m_busy; }

  /// `image`: 8-bit BGR or grey, read until the detection is finished. Not while busy().
  void submit(const cv::Mat& image, const LiveOptions& options);

  /// The finished detection, once; nothing when it is not ready or nothing was submitted. `wait`: until it is ready.
  [[nodiscard]] std::optional<Detection> take(bool wait);

private:
  void work(const std::stop_token& stop);

  FaceDetector& m_detector;
  bool m_busy = false;

  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::optional<cv::Mat> m_submitted;
  LiveOptions m_options;
  std::optional<Detection> m_finished;
  std::jthread m_thread; ///< last: it uses all the others
};

} // namespace mien::detail
