#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

namespace mien {

/// The one resize rule, for data sets, training and prediction alike: area averaging (cv::INTER_AREA) where the number
/// of pixels falls, else bilinear (cv::INTER_LINEAR), to exactly `size`, whatever the proportions. Writes into
/// `target`, whose memory is used where it fits. 8-bit, any channels; throws cv::Exception as cv::resize() does. Any
/// thread.
void resizePicture(const cv::Mat& picture, cv::Mat& target, cv::Size size);

} // namespace mien
