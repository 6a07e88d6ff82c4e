#include "core/live/analysis/detail/detection_thread.h"

#include "core/common/stopwatch.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace mien::detail {

namespace {

std::vector<Face> facesIn(const cv::Mat& image, FaceDetector& detector, const LiveOptions& options) {
  const int longSide = std::max(image.cols, image.rows);
  const float scale = options.detectSide > 0 && longSide > options.detectSide
                          ? static_cast<float>(options.detectSide) / static_cast<float>(longSide)
                          : 1.0F;
  cv::Mat small = image;
  if (scale < 1.0F) {
    const cv::Size size(std::max(1, cvRound(static_cast<float>(image.cols) * scale)),
                        std::max(1, cvRound(static_cast<float>(image.rows) * scale)));
    cv::resize(image, small, size, 0, 0, cv::INTER_AREA);
  }
  std::vector<Face> faces = detector.detect(small);
  for (Face& face : faces) {
    face.box = {face.box.x / scale, face.box.y / scale, face.box.width / scale, face.box.height / scale};
  }
  std::erase_if(faces, [&](const Face& face) {
    return face.score < options.minScore ||
           std::min(face.box.width, face.box.height) < static_cast<float>(options.minFaceSide);
  });
  return faces;
}

} // namespace

DetectionThread::DetectionThread(FaceDetector& detector)
    : m_detector(detector), m_thread([this](const std::stop_token& stop) { work(stop); }) {}

DetectionThread::~DetectionThread() = default;

void DetectionThread::submit(const cv::Mat& image, const LiveOptions& options) {
  m_busy = true;
  {
    const std::lock_guard lock(m_mutex);
    m_submitted = image;
    m_options = options;
  }
  m_changed.notify_all();
}

std::optional<Detection> DetectionThread::take(bool wait) {
  if (!m_busy) {
    return std::nullopt;
  }
  std::unique_lock lock(m_mutex);
  if (wait) {
    m_changed.wait(lock, [&] { return m_finished.has_value(); });
  }
  m_busy = !m_finished.has_value();
  return std::exchange(m_finished, std::nullopt);
}

void DetectionThread::work(const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  while (m_changed.wait(lock, stop, [&] { return m_submitted.has_value(); })) {
    Detection detection;
    detection.image = *std::exchange(m_submitted, std::nullopt);
    const LiveOptions options = m_options;
    lock.unlock();
    const auto start = std::chrono::steady_clock::now();
    try {
      detection.faces = facesIn(detection.image, m_detector, options);
    } catch (...) {
      detection.failure = std::current_exception();
    }
    detection.seconds = secondsSince(start);
    lock.lock();
    m_finished = std::move(detection);
    m_changed.notify_all();
  }
}

} // namespace mien::detail
