#pragma once

#include "core/face/image_analyzer.h"

#include <opencv2/core/mat.hpp>

#include <optional>
#include <span>
#include <string>

namespace mien {

/// A BGR copy of the image (8-bit, BGR or grey) with a box, the label and its probability at every face; readable on
/// light and dark, in proportion to the image. No label covers another: in a crowd small faces go without. With a
/// threshold, a label that has less is written as "uncertain: label 41%". Letters outside ASCII are drawn as question
/// marks: OpenCV has no others.
[[nodiscard]] cv::Mat annotate(const cv::Mat& image, const ImageAnalysis& analysis, std::span<const std::string> labels,
                               std::optional<double> uncertainBelow = {});

} // namespace mien
