#include "core/live/tracking/face_tracker.h"

#include "core/face/box_geometry.h"
#include "core/live/tracking/detail/minimum_cost_assignment.h"

#include <algorithm>
#include <cmath>

namespace mien {

using detail::centreOf;

namespace {

// Gains of the alpha-beta filter. Detections are good to a few percent of a face; their jitter shows more in the
// velocity (divided by a thirtieth of a second) than in the place.
constexpr float kPlaceGain = 0.75F;
constexpr float kSizeGain = 0.5F;
constexpr float kVelocityGain = 0.35F;
constexpr double kForbidden = 1e6;
constexpr float kFarthest = 1.0F;    // sides between the centres, for a face found a moment ago
constexpr float kFartherLost = 1.5F; // sides a second of absence more
constexpr float kSizeRatio = 2.0F;

float sideOf(const cv::Rect2f& box) { return std::sqrt(std::max(1.0F, box.area())); }

cv::Rect2f around(cv::Point2f centre, cv::Size2f size) {
  return {centre.x - size.width / 2, centre.y - size.height / 2, size.width, size.height};
}

double matchCost(const cv::Rect2f& expected, const cv::Rect2f& found, double absence) {
  const float side = (sideOf(expected) + sideOf(found)) / 2;
  const cv::Point2f apart = centreOf(expected) - centreOf(found);
  const float distance = std::hypot(apart.x, apart.y) / side;
  const float ratio = sideOf(expected) / sideOf(found);
  const float farthest = kFarthest + kFartherLost * static_cast<float>(absence);
  if (!(distance <= farthest && ratio <= kSizeRatio &&
        ratio >= 1.0F / kSizeRatio)) { // so written for what is no number
    return kForbidden;
  }
  return 1.0 - detail::intersectionOverUnion(expected, found) + distance + std::abs(std::log(ratio));
}

} // namespace

const std::vector<TrackedFace>& FaceTracker::update(std::span<const Face> detections, double seconds) {
  predict(seconds);
  std::vector<std::vector<double>> costs(m_faces.size(), std::vector<double>(detections.size()));
  for (std::size_t i = 0; i < m_faces.size(); ++i) {
    for (std::size_t j = 0; j < detections.size(); ++j) {
      costs[i][j] = matchCost(m_faces[i].box, detections[j].box, seconds - m_motions[i].foundAt);
    }
  }
  const std::vector<int> chosen = detail::minimumCostAssignment(costs);
  std::vector<bool> taken(detections.size(), false);
  for (std::size_t i = 0; i < m_faces.size(); ++i) {
    const auto match = static_cast<std::size_t>(std::max(0, chosen[i]));
    m_faces[i].detected = chosen[i] >= 0 && costs[i][match] < kForbidden;
    m_faces[i].missed = !m_faces[i].detected;
    if (m_faces[i].detected) {
      taken[match] = true;
      correct(i, detections[match].box, kPlaceGain, seconds);
      m_faces[i].score = detections[match].score;
      m_motions[i].foundAt = seconds;
    }
  }
  forgetLost(seconds);
  for (std::size_t j = 0; j < detections.size(); ++j) {
    if (!taken[j]) {
      m_faces.push_back({m_nextId++, detections[j].box, detections[j].score, true, false, false});
      m_motions.push_back({{}, detections[j].box, seconds, seconds, 1});
    }
  }
  return m_faces;
}

const std::vector<TrackedFace>& FaceTracker::advance(double seconds) {
  predict(seconds);
  for (TrackedFace& face : m_faces) {
    face.detected = false;
    face.placed = false;
  }
  forgetLost(seconds);
  return m_faces;
}

void FaceTracker::place(int id, const cv::Rect2f& box) {
  for (std::size_t i = 0; i < m_faces.size(); ++i) {
    if (m_faces[i].id == id) {
      m_faces[i].placed = true;
      correct(i, box, kPlaceGain, m_now);
    }
  }
}

void FaceTracker::predict(double seconds) {
  m_now = seconds;
  for (std::size_t i = 0; i < m_faces.size(); ++i) {
    const Motion& motion = m_motions[i];
    const auto passed = static_cast<float>(std::clamp(seconds - motion.correctedAt, 0.0, m_lostSeconds));
    m_faces[i].box = around(centreOf(motion.corrected) + motion.velocity * passed, motion.corrected.size());
  }
}

void FaceTracker::correct(std::size_t index, const cv::Rect2f& box, float gain, double seconds) {
  Motion& motion = m_motions[index];
  cv::Rect2f& predicted = m_faces[index].box;
  const cv::Point2f error = centreOf(box) - centreOf(predicted);
  const auto passed = static_cast<float>(seconds - motion.correctedAt);
  if (passed > 0.0F) {
    // The second sight of a face is the first that says anything about its velocity: taken whole.
    motion.velocity += error * ((motion.detections == 1 ? 1.0F : kVelocityGain) / std::max(passed, 0.01F));
  }
  ++motion.detections;
  const cv::Size2f size(predicted.width + kSizeGain * (box.width - predicted.width),
                        predicted.height + kSizeGain * (box.height - predicted.height));
  predicted = around(centreOf(predicted) + error * gain, size);
  motion.corrected = predicted;
  motion.correctedAt = seconds;
}

void FaceTracker::forgetLost(double seconds) {
  for (std::size_t i = m_faces.size(); i-- > 0;) {
    if (m_faces[i].missed && seconds - m_motions[i].foundAt > m_lostSeconds) {
      m_faces.erase(m_faces.begin() + static_cast<std::ptrdiff_t>(i));
      m_motions.erase(m_motions.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

} // namespace mien
