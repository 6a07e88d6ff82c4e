#include "core/face/face_crop.h"

#include "core/common/error.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace mien {

cv::Rect cropSquare(const cv::Rect2f& box, const CropFraming& framing) {
  const float boxSide = std::sqrt(box.area());
  const int side = std::max(1, cvRound(boxSide * framing.side));
  const float centreX = box.x + box.width / 2 + framing.offsetX * boxSide;
  const float centreY = box.y + box.height / 2 + framing.offsetY * boxSide;
  return {cvRound(centreX - static_cast<float>(side) / 2), cvRound(centreY - static_cast<float>(side) / 2), side, side};
}

cv::Mat cropGrey(const cv::Mat& image, const cv::Rect& square) {
  if (image.empty() || square.empty()) {
    throw Error(ErrorKind::BadArgument, Message("cannot cut a face out of an empty image or with an empty square"));
  }
  if (image.depth() != CV_8U || (image.channels() != 1 && image.channels() != 3)) {
    throw Error(ErrorKind::BadArgument,
                Message("faces are cut out of 8-bit grey or BGR images; convert the image first"));
  }
  // A square wholly outside shows the nearest border pixels, as if the border went on.
  const auto clampTo = [](int value, int size) { return std::clamp(value, 0, size - 1); };
  const int left = clampTo(square.x, image.cols);
  const int top = clampTo(square.y, image.rows);
  const int right = clampTo(square.x + square.width - 1, image.cols) + 1;
  const int bottom = clampTo(square.y + square.height - 1, image.rows) + 1;
  cv::Mat grey = image(cv::Rect(left, top, right - left, bottom - top));
  if (grey.channels() == 3) {
    cv::Mat converted;
    cv::cvtColor(grey, converted, cv::COLOR_BGR2GRAY);
    grey = converted;
  }
  const int addLeft = std::clamp(left - square.x, 0, square.width - grey.cols);
  const int addTop = std::clamp(top - square.y, 0, square.height - grey.rows);
  cv::Mat crop;
  cv::copyMakeBorder(grey, crop, addTop, square.height - grey.rows - addTop, addLeft,
                     square.width - grey.cols - addLeft, cv::BORDER_REPLICATE | cv::BORDER_ISOLATED);
  return crop;
}

GrayView grayView(const cv::Mat& image) {
  return {image.data, image.cols, image.rows, static_cast<std::ptrdiff_t>(image.step)};
}

} // namespace mien
