#pragma once

#include "core/data/gray_image.h"
#include "core/face/detectors/face_detector.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

namespace mien {

// Where the detectors' framing() comes from: 1,000 images spread over FER2013Train, those with exactly one box, medians
// (quartiles), in sides of the box; `mien_face_framing ../shared/data/ferplus/FER2013Train YUNET_FILE 1000`, built with
// -DMIEN_BENCH=ON:
//             images  side of the image    offset x              offset y
//   Haar         766  1.038 (0.980 1.110)   0.000 (-0.015 0.014)   0.005 (-0.010 0.024)
//   YuNet        956  1.107 (1.011 1.219)  -0.002 (-0.033 0.026)  -0.002 (-0.037 0.034)
// The offsets are less than half a pixel of 48 and are taken as none.

/// The square that FER2013 would have cut for this face, px of the image; may reach beyond its border.
[[nodiscard]] cv::Rect cropSquare(const cv::Rect2f& box, const CropFraming& framing);

/// The grey pixels of `square` (at least 1 px), the image's border repeated outwards where the square leaves it.
/// `image` is 8-bit, BGR or grey. The result owns its pixels. Throws Error (BadArgument) on an empty image, an empty
/// square or another type of pixel.
[[nodiscard]] cv::Mat cropGrey(const cv::Mat& image, const cv::Rect& square);

/// The pixels of an 8-bit grey image as a network takes them; valid while `image` keeps its pixels.
[[nodiscard]] GrayView grayView(const cv::Mat& image);

} // namespace mien
