#include "core/live/live_analyzer.h"

#include "core/common/memory.h"
#include "core/face/face_crop.h"
#include "core/live/detail/batch_classifier.h"
#include "core/live/detail/box_follower.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <iterator>

namespace mien {

namespace {

// With detectEvery 0 faces are looked for ten times a second; less often where that would take more than this share of
// the time, but as often as the last number says.
constexpr double kOften = 0.1; // s
constexpr double kDetectionShare = 0.2;
constexpr double kLongestWait = 0.25; // s
constexpr int kMostThreads = 4;
// Two faces in front of each other look like one: then their velocities say more than the picture.
constexpr float kInTheWay = 0.15F;

double secondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int threadsFor(int wanted) { return wanted > 0 ? wanted : std::min(availableCores(), kMostThreads); }

bool inTheWay(const std::vector<TrackedFace>& faces, const TrackedFace& face) {
  return std::any_of(faces.begin(), faces.end(), [&](const TrackedFace& other) {
    return other.id != face.id &&
           (other.box & face.box).area() > kInTheWay * std::min(other.box.area(), face.box.area());
  });
}

bool inPicture(const cv::Rect2f& box, const cv::Mat& image) {
  return (box & cv::Rect2f(0, 0, static_cast<float>(image.cols), static_cast<float>(image.rows))).area() > 0.0F;
}

} // namespace

LiveAnalyzer::LiveAnalyzer(FaceDetector& detector, Classifier& classifier, int threads)
    : m_detector(detector), m_classifier(std::make_unique<detail::BatchClassifier>(classifier, threadsFor(threads))),
      m_follower(std::make_unique<detail::BoxFollower>()) {}

LiveAnalyzer::~LiveAnalyzer() = default;

LiveResult LiveAnalyzer::analyze(const LiveFrame& frame, const LiveOptions& options) {
  LiveResult result;
  result.frame = frame.number;
  result.seconds = frame.seconds;
  result.size = frame.image.size();
  result.captured = frame.captured;
  m_tracker.setLostSeconds(options.lostSeconds);
  m_smoother.setTimeConstant(options.smoothingSeconds);

  auto start = Clock::now();
  if (detectionDue(options)) {
    detect(frame, options);
  } else {
    follow(frame);
  }
  forgetGone();
  result.times.detect = secondsSince(start) * 1000;

  start = Clock::now();
  classify(frame.image);
  for (const TrackedFace& face : m_tracker.faces()) {
    const auto raw = m_raw.find(face.id);
    if (raw == m_raw.end()) {
      continue; // it left the picture before it was ever classified
    }
    LiveFace shown{face.id, face.box, face.score, face.detected, 0, {}, raw->second};
    shown.probabilities = m_smoother.update(face.id, raw->second, frame.seconds);
    shown.label = static_cast<int>(std::distance(
        shown.probabilities.begin(), std::max_element(shown.probabilities.begin(), shown.probabilities.end())));
    result.faces.push_back(std::move(shown));
  }
  result.times.classify = secondsSince(start) * 1000;
  return result;
}

bool LiveAnalyzer::detectionDue(const LiveOptions& options) const {
  if (m_detectSeconds <= 0) {
    return true;
  }
  if (options.detectEvery > 0) {
    return m_sinceDetection + 1 >= options.detectEvery;
  }
  return secondsSince(m_detectedAt) >= std::clamp(m_detectSeconds / kDetectionShare, kOften, kLongestWait);
}

void LiveAnalyzer::detect(const LiveFrame& frame, const LiveOptions& options) {
  const auto start = Clock::now();
  const int longSide = std::max(frame.image.cols, frame.image.rows);
  const float scale = options.detectSide > 0 && longSide > options.detectSide
                          ? static_cast<float>(options.detectSide) / static_cast<float>(longSide)
                          : 1.0F;
  cv::Mat small = frame.image;
  if (scale < 1.0F) {
    cv::resize(frame.image, small, cv::Size(), static_cast<double>(scale), static_cast<double>(scale), cv::INTER_AREA);
  }
  std::vector<Face> faces = m_detector.detect(small);
  for (Face& face : faces) {
    face.box = {face.box.x / scale, face.box.y / scale, face.box.width / scale, face.box.height / scale};
  }
  std::erase_if(faces, [&](const Face& face) {
    return face.score < options.minScore ||
           std::min(face.box.width, face.box.height) < static_cast<float>(options.minFaceSide);
  });
  for (const TrackedFace& face : m_tracker.update(faces, frame.seconds)) {
    if (face.detected) {
      m_follower->remember(face.id, frame.image, face.box);
    }
  }
  // The first detection also pays for the network's memory; later ones pull the mean down quickly.
  const double took = secondsSince(start);
  m_detectSeconds = m_detectSeconds > 0 ? 0.7 * m_detectSeconds + 0.3 * took : took;
  m_detectedAt = Clock::now();
  m_sinceDetection = 0;
}

void LiveAnalyzer::follow(const LiveFrame& frame) {
  ++m_sinceDetection;
  const std::vector<TrackedFace> expected = m_tracker.advance(frame.seconds);
  for (const TrackedFace& face : expected) {
    if (face.missed || inTheWay(expected, face) || !inPicture(face.box, frame.image)) {
      continue;
    }
    if (const auto seen = m_follower->follow(face.id, frame.image, face.box)) {
      m_tracker.place(face.id, *seen);
    }
  }
}

void LiveAnalyzer::classify(const cv::Mat& image) {
  std::vector<int> ids;
  std::vector<cv::Mat> crops;
  std::vector<GrayView> views;
  const CropFraming framing = m_detector.framing();
  for (const TrackedFace& face : m_tracker.faces()) {
    if (!face.missed && inPicture(face.box, image)) {
      ids.push_back(face.id);
      const cv::Mat& crop = crops.emplace_back(cropGrey(image, cropSquare(face.box, framing)));
      views.push_back({crop.data, crop.cols, crop.rows, static_cast<std::ptrdiff_t>(crop.step)});
    }
  }
  if (views.empty()) {
    return;
  }
  const Predictions predictions = m_classifier->classify(views);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto first = predictions.probabilities.begin() + static_cast<std::ptrdiff_t>(i) * predictions.classes;
    m_raw[ids[i]].assign(first, first + predictions.classes);
  }
}

void LiveAnalyzer::forgetGone() {
  std::vector<int> ids;
  for (const TrackedFace& face : m_tracker.faces()) {
    ids.push_back(face.id);
  }
  m_follower->keepOnly(ids);
  m_smoother.keepOnly(ids);
  std::erase_if(m_raw, [&](const auto& entry) { return !std::binary_search(ids.begin(), ids.end(), entry.first); });
}

} // namespace mien
