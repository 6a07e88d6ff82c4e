#include "core/face/annotation/detail/captions.h"

#include "core/face/annotation/label_placement.h"
#include "core/face/face_report.h"
#include "core/face/uncertainty.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mien::detail {

namespace {

std::string textOf(const AnalyzedFace& face, std::span<const std::string> labels,
                   std::optional<double> uncertainBelow) {
  const auto label = static_cast<std::size_t>(face.label);
  const double probability = face.probabilities[label];
  // As on the screen: ties go up (cvRound() takes them to the even number), and no model is wholly sure.
  const std::string percent = probability < 0.995 ? std::to_string(std::lround(100 * probability)) : ">99";
  const std::string text = labels[label] + " " + percent + "%";
  return isUncertain(face.probabilities, face.label, uncertainBelow) ? "uncertain: " + text : text;
}

std::vector<std::size_t> largestFirst(const ImageAnalysis& analysis) {
  std::vector<std::size_t> order(analysis.faces.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&analysis](std::size_t a, std::size_t b) {
    return analysis.faces[a].face.box.area() > analysis.faces[b].face.box.area();
  });
  return order;
}

} // namespace

CaptionStyle::CaptionStyle(const cv::Size& picture)
    : stroke(std::max(1, std::max(picture.width, picture.height) / 500)),
      fontScale(std::max(0.3, std::max(picture.width, picture.height) / 1400.0)) {}

std::vector<Caption> captions(const cv::Size& picture, const ImageAnalysis& analysis,
                              std::span<const std::string> labels, std::optional<double> uncertainBelow) {
  const CaptionStyle style(picture);
  const cv::Rect area({}, picture);
  std::vector<Caption> found(analysis.faces.size());
  std::vector<LabelRequest> requests;
  const std::vector<std::size_t> order = largestFirst(analysis);
  for (const std::size_t i : order) {
    const AnalyzedFace& face = analysis.faces[i];
    found[i].text = textOf(face, labels, uncertainBelow);
    int baseline = 0;
    const cv::Size text =
        cv::getTextSize(found[i].text, cv::FONT_HERSHEY_SIMPLEX, style.fontScale, style.stroke, &baseline);
    found[i].ascent = text.height;
    const cv::Size plate(std::min(text.width + 2 * style.margin(), picture.width),
                         std::min(text.height + baseline + 2 * style.margin(), picture.height));
    requests.push_back({cv::Rect2d(face.face.box) & cv::Rect2d(area), plate});
  }
  const std::vector<cv::Rect2d> plates = placeLabels(requests, area, 2 * style.stroke); // clear of the outlines
  for (std::size_t i = 0; i < plates.size(); ++i) {
    const cv::Point corner(cvFloor(plates[i].x), cvFloor(plates[i].y)); // all the same way, so that none meets another
    found[order[i]].plate = {corner, cv::Size(plates[i].size())};
  }
  return found;
}

} // namespace mien::detail
