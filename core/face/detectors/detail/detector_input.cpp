#include "core/face/detectors/detail/detector_input.h"

#include "core/common/error.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace mien::detail {

namespace {

// Below this both detectors miss many faces that fill the image: their windows expect some of what is around a face.
constexpr int kTinySide = 160;
constexpr int kEnlargedSide = 192;
constexpr float kBorder = 0.25F; // of the enlarged side, on every side

cv::Mat resized(const cv::Mat& image, double scale, int interpolation) {
  cv::Mat result;
  const cv::Size size(std::max(1, cvRound(image.cols * scale)), std::max(1, cvRound(image.rows * scale)));
  cv::resize(image, result, size, 0, 0, interpolation);
  return result;
}

} // namespace

Face DetectorInput::toOriginal(const Face& face) const {
  Face given = face;
  given.box = {(face.box.x - padding.x) / scale, (face.box.y - padding.y) / scale, face.box.width / scale,
               face.box.height / scale};
  return given;
}

DetectorInput makeDetectorInput(const cv::Mat& image, int maxSide) {
  if (image.empty()) {
    throw Error(ErrorKind::BadArgument, Message("cannot look for faces in an empty image"));
  }
  if (image.depth() != CV_8U || (image.channels() != 1 && image.channels() != 3)) {
    throw Error(ErrorKind::BadArgument,
                Message("faces are looked for in 8-bit grey or BGR images; convert the image first"));
  }
  DetectorInput work;
  work.image = image;
  const int longSide = std::max(image.cols, image.rows);
  if (longSide > maxSide) {
    work.scale = static_cast<float>(maxSide) / static_cast<float>(longSide);
    work.image = resized(image, work.scale, cv::INTER_AREA);
  } else if (longSide < kTinySide) {
    work.scale = static_cast<float>(kEnlargedSide) / static_cast<float>(longSide);
    const int border = cvRound(kEnlargedSide * kBorder);
    cv::copyMakeBorder(resized(image, work.scale, cv::INTER_CUBIC), work.image, border, border, border, border,
                       cv::BORDER_REPLICATE);
    work.padding = cv::Point2f(static_cast<float>(border), static_cast<float>(border));
  }
  return work;
}

void dropSmall(std::vector<Face>& faces, int minSide) {
  const float area = static_cast<float>(minSide) * static_cast<float>(minSide);
  std::erase_if(faces, [area](const Face& face) { return face.box.area() < area; });
}

void sortLargestFirst(std::vector<Face>& faces) {
  std::stable_sort(faces.begin(), faces.end(),
                   [](const Face& a, const Face& b) { return a.box.area() > b.box.area(); });
}

} // namespace mien::detail
