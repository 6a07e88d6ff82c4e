#include "ui/pictures/mat_image.h"

#include <opencv2/core/mat.hpp>

#include <algorithm>

namespace mien::ui {

QImage matImage(const cv::Mat& image, int maxSide) {
  const QImage view(image.data, image.cols, image.rows, static_cast<qsizetype>(image.step),
                    image.channels() == 1 ? QImage::Format_Grayscale8 : QImage::Format_BGR888);
  if (maxSide > 0 && std::max(image.cols, image.rows) > maxSide) {
    return view.scaled(maxSide, maxSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  }
  return view.copy();
}

} // namespace mien::ui
