#pragma once

#include <opencv2/core/types.hpp>

#include <vector>

namespace mien {

/// A label that wants to stand at a box in a picture.
struct LabelRequest {
  cv::Rect2d box;
  cv::Size2d size; ///< of the label
};

/// Places labels so that none covers another and none leaves `area`: above their boxes if there is room, else below, at
/// a side or within, where they cover as little as possible of the boxes. The first request is served first. A label
/// for which there is no room gets an empty rectangle; the first always gets one if it fits into the area at all.
[[nodiscard]] std::vector<cv::Rect2d> placeLabels(const std::vector<LabelRequest>& requests, const cv::Rect2d& area,
                                                  double gap);

} // namespace mien
