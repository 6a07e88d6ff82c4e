#include "core/face/image_analyzer.h"

#include "core/common/arg_max.h"
#include "core/common/error.h"
#include "core/common/stopwatch.h"
#include "core/face/face_crop.h"

#include <algorithm>
#include <chrono>

namespace mien {

namespace {

constexpr int kThumbnailSide = 100;
constexpr int kAlignedSide = 256;
constexpr double kFillsImage = 0.6;

using Clock = std::chrono::steady_clock;

int longSide(const cv::Mat& image) { return std::max(image.cols, image.rows); }

bool nearlySquare(const cv::Mat& image) { return longSide(image) * 4 <= std::min(image.cols, image.rows) * 5; }

cv::Rect imageRect(const cv::Mat& image) { return {0, 0, image.cols, image.rows}; }

bool fillsImage(const cv::Rect& crop, const cv::Mat& image) {
  const double both = (crop & imageRect(image)).area();
  return both >= kFillsImage * (crop.area() + imageRect(image).area() - both);
}

AnalyzedFace wholeFace(const cv::Mat& image) {
  AnalyzedFace whole;
  whole.crop = imageRect(image);
  whole.face.box = cv::Rect2f(whole.crop);
  whole.face.score = 1.0F;
  return whole;
}

} // namespace

std::optional<FaceMode> parseFaceMode(std::string_view text) {
  if (text == "auto") {
    return FaceMode::Auto;
  }
  if (text == "whole") {
    return FaceMode::Whole;
  }
  if (text == "detect") {
    return FaceMode::Detect;
  }
  return std::nullopt;
}

ImageAnalyzer::ImageAnalyzer(std::unique_ptr<FaceDetector> detector, std::unique_ptr<Classifier> classifier)
    : m_detector(std::move(detector)), m_classifier(std::move(classifier)) {}

ImageAnalysis ImageAnalyzer::analyze(const cv::Mat& image, FaceMode mode) {
  if (image.empty()) {
    throw Error(ErrorKind::BadArgument, Message("cannot analyse an empty image"));
  }
  ImageAnalysis analysis;
  const bool mayBeWhole = mode == FaceMode::Auto && nearlySquare(image);
  analysis.whole = mode == FaceMode::Whole || (mayBeWhole && longSide(image) <= kThumbnailSide);
  if (!analysis.whole) {
    if (!m_detector) {
      throw Error(ErrorKind::BadArgument,
                  Message("finding faces needs a face detector; choose one or take images as whole faces"));
    }
    const auto start = Clock::now();
    for (const Face& face : m_detector->detect(image)) {
      analysis.faces.push_back({face, cropSquare(face.box, m_detector->framing()), 0, {}});
    }
    analysis.detectSeconds = secondsSince(start);
    analysis.whole = mayBeWhole && (analysis.faces.empty()
                                        ? longSide(image) <= kAlignedSide
                                        : analysis.faces.size() == 1 && fillsImage(analysis.faces.front().crop, image));
  }
  if (analysis.whole) {
    analysis.faces = {wholeFace(image)};
  }
  if (analysis.faces.empty()) {
    return analysis;
  }

  const auto start = Clock::now();
  std::vector<cv::Mat> crops;
  std::vector<GrayView> views;
  for (const AnalyzedFace& face : analysis.faces) {
    const cv::Mat& crop = crops.emplace_back(cropGrey(image, face.crop));
    views.push_back(grayView(crop));
  }
  const Predictions predictions = m_classifier->classify(views);
  for (std::size_t i = 0; i < analysis.faces.size(); ++i) {
    const auto first = predictions.probabilities.begin() + static_cast<std::ptrdiff_t>(i) * predictions.classes;
    analysis.faces[i].probabilities.assign(first, first + predictions.classes);
    analysis.faces[i].label = argMax(analysis.faces[i].probabilities);
  }
  analysis.classifySeconds = secondsSince(start);
  return analysis;
}

} // namespace mien
