#pragma once

#include <opencv2/core/types.hpp>

namespace mien::detail {

/// IoU: how much two boxes overlap, 0..1.
inline float intersectionOverUnion(const cv::Rect2f& a, const cv::Rect2f& b) {
  const float both = (a & b).area();
  const float either = a.area() + b.area() - both;
  return either > 0.0F ? both / either : 0.0F;
}

inline cv::Point2f centreOf(const cv::Rect2f& box) { return {box.x + box.width / 2, box.y + box.height / 2}; }

} // namespace mien::detail
