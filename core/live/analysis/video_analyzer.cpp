#include "core/live/analysis/video_analyzer.h"

#include "core/common/arg_max.h"
#include "core/common/stopwatch.h"
#include "core/common/threads.h"
#include "core/face/face_crop.h"
#include "core/live/analysis/detail/detection_thread.h"
#include "core/live/analysis/detail/parallel_classifier.h"
#include "core/live/tracking/detail/latency_compensation.h"
#include "core/live/tracking/detail/template_tracker.h"

#include <algorithm>
#include <utility>

namespace mien {

namespace {

// With detectEvery 0 faces are looked for ten times a second; less often where that would take more than this share of
// the time, but as often as the last number says.
constexpr double kOften = 0.1; // s
constexpr double kDetectionShare = 0.2;
constexpr double kLongestWait = 0.25; // s
// Two faces in front of each other look like one: then their velocities say more than the picture.
constexpr float kInTheWay = 0.15F;

int threadsFor(int wanted) { return wanted > 0 ? wanted : videoThreads(); }

bool inTheWay(const std::vector<TrackedFace>& faces, const TrackedFace& face) {
  return std::any_of(faces.begin(), faces.end(), [&](const TrackedFace& other) {
    return other.id != face.id &&
           (other.box & face.box).area() > kInTheWay * std::min(other.box.area(), face.box.area());
  });
}

FaceState stateOf(const TrackedFace& face) {
  if (face.detected) {
    return FaceState::Found;
  }
  return face.placed && !face.missed ? FaceState::Tracked : FaceState::Held;
}

bool inPicture(const cv::Rect2f& box, const cv::Mat& image) {
  return (box & cv::Rect2f(0, 0, static_cast<float>(image.cols), static_cast<float>(image.rows))).area() > 0.0F;
}

} // namespace

VideoAnalyzer::VideoAnalyzer(FaceDetector& detector, Classifier& classifier, int threads)
    : m_framing(detector.framing()),
      m_classifier(std::make_unique<detail::ParallelClassifier>(classifier, threadsFor(threads))),
      m_follower(std::make_unique<detail::TemplateTracker>()),
      m_detections(std::make_unique<detail::DetectionThread>(detector)) {}

VideoAnalyzer::~VideoAnalyzer() = default;

FrameResult VideoAnalyzer::analyze(const TimedFrame& frame, const LiveOptions& options) {
  FrameResult result;
  result.frame = frame.number;
  result.seconds = frame.seconds;
  result.size = frame.image.size();
  result.captured = frame.captured;
  m_tracker.setLostSeconds(options.lostSeconds);
  m_smoother.setTimeConstant(options.smoothingSeconds);

  follow(frame);
  detect(frame, options);
  forgetGone();
  result.times.detect = m_newestDetectSeconds * 1000;

  const auto start = Clock::now();
  classify(frame.image);
  for (const TrackedFace& face : m_tracker.faces()) {
    FaceResult shown{face.id, face.box, face.score, stateOf(face), 0, {}, {}};
    if (const auto raw = m_raw.find(face.id); raw != m_raw.end()) {
      shown.rawProbabilities = raw->second;
      m_smoothed[face.id] = m_smoother.update(face.id, raw->second, frame.seconds);
    } else {
      shown.state = FaceState::Held; // its box is outside of the picture
    }
    const auto smoothed = m_smoothed.find(face.id);
    if (smoothed == m_smoothed.end()) {
      continue; // it left the picture before it was ever classified
    }
    shown.probabilities = smoothed->second;
    shown.label = argMax(shown.probabilities);
    result.faces.push_back(std::move(shown));
  }
  result.times.classify = secondsSince(start) * 1000;
  return result;
}

void VideoAnalyzer::detect(const TimedFrame& frame, const LiveOptions& options) {
  const bool wait = options.detectEvery > 0;
  if (auto earlier = m_detections->take(wait)) {
    applyDetection(std::move(*earlier), frame);
  }
  if (!m_detections->busy() && detectionDue(options)) {
    m_detections->submit(frame.image, options);
    m_tracksWhenAsked = m_tracker.faces();
    m_sinceDetection = 0;
    m_askedAt = Clock::now();
    if (wait) {
      applyDetection(m_detections->take(true).value(), frame);
    }
  }
  if (m_failure) {
    std::rethrow_exception(m_failure); // in every frame until a detection works, so that it can be read
  }
}

bool VideoAnalyzer::detectionDue(const LiveOptions& options) const {
  if (m_detectSeconds <= 0) {
    return true;
  }
  if (options.detectEvery > 0) {
    return m_sinceDetection >= options.detectEvery;
  }
  return secondsSince(m_askedAt) >= std::clamp(m_detectSeconds / kDetectionShare, kOften, kLongestWait);
}

void VideoAnalyzer::applyDetection(detail::Detection detection, const TimedFrame& frame) {
  m_failure = detection.failure;
  if (m_failure) {
    return;
  }
  // The first detection also pays for the network's memory; later ones pull the mean down quickly.
  m_newestDetectSeconds = detection.seconds;
  m_detectSeconds = m_detectSeconds > 0 ? 0.7 * m_detectSeconds + 0.3 * detection.seconds : detection.seconds;
  const std::vector<Face> faces = detail::compensateLatency(std::move(detection.faces), detection.image, frame.image,
                                                            m_tracksWhenAsked, m_tracker.faces());
  for (const TrackedFace& face : m_tracker.update(faces, frame.seconds)) {
    if (face.detected) {
      m_follower->remember(face.id, frame.image, face.box);
    }
  }
}

void VideoAnalyzer::follow(const TimedFrame& frame) {
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

void VideoAnalyzer::classify(const cv::Mat& image) {
  m_raw.clear();
  std::vector<int> ids;
  std::vector<cv::Mat> crops;
  std::vector<GrayView> views;
  for (const TrackedFace& face : m_tracker.faces()) {
    if (stateOf(face) != FaceState::Held && inPicture(face.box, image)) {
      ids.push_back(face.id);
      const cv::Mat& crop = crops.emplace_back(cropGrey(image, cropSquare(face.box, m_framing)));
      views.push_back(grayView(crop));
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

void VideoAnalyzer::forgetGone() {
  std::vector<int> ids;
  for (const TrackedFace& face : m_tracker.faces()) {
    ids.push_back(face.id);
  }
  m_follower->keepOnly(ids);
  m_smoother.keepOnly(ids);
  std::erase_if(m_smoothed,
                [&](const auto& entry) { return !std::binary_search(ids.begin(), ids.end(), entry.first); });
}

} // namespace mien
