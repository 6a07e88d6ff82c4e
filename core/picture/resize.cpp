#include "core/picture/resize.h"

#include <opencv2/imgproc.hpp>

namespace mien {

void resizePicture(const cv::Mat& picture, cv::Mat& target, cv::Size size) {
  if (picture.size() == size) {
    picture.copyTo(target);
    return;
  }
  const bool shrinks = picture.total() > static_cast<std::size_t>(size.area());
  cv::resize(picture, target, size, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
}

} // namespace mien
