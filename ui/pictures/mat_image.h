#pragma once

#include <QImage>

namespace cv {
class Mat;
}

namespace mien::ui {

/// A copy of an 8-bit BGR or grey image of core, its longer side at most `maxSide` px (0: as it is). Any thread.
[[nodiscard]] QImage matImage(const cv::Mat& image, int maxSide = 0);

} // namespace mien::ui
