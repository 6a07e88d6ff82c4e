#pragma once

#include "core/face/face_detector.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

namespace mien {

/// The square that FER2013 would have cut for this face, px of the image; may reach beyond its border.
[[nodiscard]] cv::Rect cropSquare(const cv::Rect2f& box, const CropFraming& framing);

/// The grey pixels of `square` (at least 1 px), the image's border repeated outwards where the square leaves it.
/// `image` is 8-bit, BGR or grey. The result owns its pixels. Throws Error (BadArgument) on an empty image, an empty
/// square or another type of pixel.
[[nodiscard]] cv::Mat cropGrey(const cv::Mat& image, const cv::Rect& square);

} // namespace mien
