#include "core/face/annotate.h"

#include "core/face/face_report.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace mien {

namespace {

const cv::Scalar kDark(40, 30, 20);
const cv::Scalar kLight(255, 255, 255);
const cv::Scalar kFrame(90, 200, 255); // amber, in BGR
constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;

// The caption stands above the box, under it when there is no room, and never outside the picture.
void drawCaption(cv::Mat& picture, const cv::Rect& box, const std::string& text, double fontScale, int stroke) {
  int baseline = 0;
  const cv::Size size = cv::getTextSize(text, kFont, fontScale, stroke, &baseline);
  const int margin = 2 * stroke + 2;
  const cv::Size plate(size.width + 2 * margin, size.height + baseline + 2 * margin);
  int top = box.y - plate.height;
  if (top < 0) {
    top = box.y + box.height;
  }
  top = std::clamp(top, 0, std::max(0, picture.rows - plate.height));
  const int left = std::clamp(box.x, 0, std::max(0, picture.cols - plate.width));
  cv::rectangle(picture, cv::Rect({left, top}, plate), kDark, cv::FILLED);
  cv::putText(picture, text, {left + margin, top + margin + size.height}, kFont, fontScale, kLight, stroke,
              cv::LINE_AA);
}

} // namespace

cv::Mat annotate(const cv::Mat& image, const FrameAnalysis& analysis, std::span<const std::string> labels,
                 std::optional<double> uncertainBelow) {
  cv::Mat picture;
  if (image.channels() == 1) {
    cv::cvtColor(image, picture, cv::COLOR_GRAY2BGR);
  } else {
    picture = image.clone();
  }
  const int side = std::max(picture.cols, picture.rows);
  const int stroke = std::max(1, side / 500);
  const double fontScale = std::max(0.3, side / 1400.0);
  for (const AnalyzedFace& face : analysis.faces) {
    const cv::Rect box(cvRound(face.face.box.x), cvRound(face.face.box.y), cvRound(face.face.box.width),
                       cvRound(face.face.box.height));
    cv::rectangle(picture, box, kDark, 3 * stroke, cv::LINE_AA);
    cv::rectangle(picture, box, kFrame, stroke, cv::LINE_AA);
    const auto label = static_cast<std::size_t>(face.label);
    const int percent = cvRound(100.0F * face.probabilities[label]);
    const std::string caption = labels[label] + " " + std::to_string(percent) + "%";
    drawCaption(picture, box, isUncertain(face, uncertainBelow) ? "uncertain: " + caption : caption, fontScale, stroke);
  }
  return picture;
}

} // namespace mien
