#include "core/face/thumbnail.h"

#include "core/common/error.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace mien {

std::vector<std::uint8_t> makeThumbnail(const cv::Mat& image, int side) {
  if (image.empty()) {
    throw Error(ErrorKind::BadArgument, Message("cannot make a small picture of an empty image"));
  }
  constexpr int kQuality = 85;
  const double scale = std::min(1.0, static_cast<double>(side) / std::max(image.cols, image.rows));
  cv::Mat small = image;
  if (scale < 1.0) {
    const cv::Size size(std::max(1, cvRound(image.cols * scale)), std::max(1, cvRound(image.rows * scale)));
    cv::resize(image, small, size, 0, 0, cv::INTER_AREA);
  }
  std::vector<std::uint8_t> jpeg;
  cv::imencode(".jpg", small, jpeg, {cv::IMWRITE_JPEG_QUALITY, kQuality});
  return jpeg;
}

} // namespace mien
