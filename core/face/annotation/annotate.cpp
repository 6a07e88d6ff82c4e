#include "core/face/annotation/annotate.h"

#include "core/face/annotation/detail/captions.h"

#include <opencv2/imgproc.hpp>

namespace mien {

namespace {

const cv::Scalar kDark(40, 30, 20);
const cv::Scalar kLight(255, 255, 255);
const cv::Scalar kFrame(90, 200, 255); // amber, in BGR

} // namespace

cv::Mat annotate(const cv::Mat& image, const ImageAnalysis& analysis, std::span<const std::string> labels,
                 std::optional<double> uncertainBelow) {
  cv::Mat picture;
  if (image.channels() == 1) {
    cv::cvtColor(image, picture, cv::COLOR_GRAY2BGR);
  } else {
    picture = image.clone();
  }
  const detail::CaptionStyle style(picture.size());
  for (const AnalyzedFace& face : analysis.faces) {
    const cv::Rect box(cvRound(face.face.box.x), cvRound(face.face.box.y), cvRound(face.face.box.width),
                       cvRound(face.face.box.height));
    cv::rectangle(picture, box, kDark, 3 * style.stroke, cv::LINE_AA);
    cv::rectangle(picture, box, kFrame, style.stroke, cv::LINE_AA);
  }
  for (const detail::Caption& caption : detail::captions(picture.size(), analysis, labels, uncertainBelow)) {
    if (!caption.plate.empty()) {
      cv::rectangle(picture, caption.plate, kDark, cv::FILLED);
      const cv::Point base = caption.plate.tl() + cv::Point(style.margin(), style.margin() + caption.ascent);
      cv::putText(picture, caption.text, base, cv::FONT_HERSHEY_SIMPLEX, style.fontScale, kLight, style.stroke,
                  cv::LINE_AA);
    }
  }
  return picture;
}

} // namespace mien
