#pragma once

#include "core/face/detectors/face_detector.h"

#include <opencv2/core/mat.hpp>

#include <vector>

namespace mien::detail {

/// The image as a detector wants it: 8-bit, photos shrunk for speed, tiny images enlarged and given a border so that a
/// face that fills the whole image can still be found.
struct DetectorInput {
  cv::Mat image;
  float scale = 1.0F;  ///< working px per px of the given image
  cv::Point2f padding; ///< working px added at the left and at the top

  /// Brings a face from working px back to px of the given image.
  [[nodiscard]] Face toOriginal(const Face& face) const;
};

/// `maxSide`: photos with a longer side are shrunk to it. Throws Error (BadArgument) unless the image is 8-bit with 1
/// or 3 channels and not empty.
[[nodiscard]] DetectorInput makeDetectorInput(const cv::Mat& image, int maxSide);

/// Removes the faces whose side, the square root of the box's area, is below `minSide` px.
void dropSmall(std::vector<Face>& faces, int minSide);

/// Largest box first.
void sortLargestFirst(std::vector<Face>& faces);

} // namespace mien::detail
