#include "core/live/tracking/detail/latency_compensation.h"

#include "core/face/box_geometry.h"
#include "core/live/tracking/detail/template_tracker.h"

#include <algorithm>
#include <optional>

namespace mien::detail {

namespace {

constexpr float kSameFace = 0.3F; // intersection over union

std::optional<cv::Point2f> movedSince(const cv::Rect2f& box, std::span<const TrackedFace> tracksThen,
                                      std::span<const TrackedFace> tracksNow) {
  const auto then =
      std::max_element(tracksThen.begin(), tracksThen.end(), [&](const TrackedFace& a, const TrackedFace& b) {
        return intersectionOverUnion(a.box, box) < intersectionOverUnion(b.box, box);
      });
  if (then == tracksThen.end() || intersectionOverUnion(then->box, box) < kSameFace) {
    return std::nullopt;
  }
  const auto now =
      std::find_if(tracksNow.begin(), tracksNow.end(), [&](const TrackedFace& face) { return face.id == then->id; });
  if (now == tracksNow.end()) {
    return std::nullopt;
  }
  return centreOf(now->box) - centreOf(then->box);
}

} // namespace

std::vector<Face> compensateLatency(std::vector<Face> faces, const cv::Mat& then, const cv::Mat& now,
                                    std::span<const TrackedFace> tracksThen, std::span<const TrackedFace> tracksNow) {
  if (then.data == now.data) {
    return faces;
  }
  TemplateTracker follower;
  for (Face& face : faces) {
    cv::Rect2f present = face.box;
    if (const auto moved = movedSince(face.box, tracksThen, tracksNow)) {
      present += *moved;
    } else {
      follower.remember(0, then, face.box);
      present = follower.follow(0, now, face.box).value_or(face.box);
    }
    face.box = present;
  }
  return faces;
}

} // namespace mien::detail
