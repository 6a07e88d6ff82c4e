#pragma once

#include "core/face/detectors/face_detector.h"
#include "core/infer/classifier.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace mien {

/// Where the faces of an image are.
enum class FaceMode {
  Auto,   ///< see ImageAnalyzer
  Whole,  ///< the image is one face, already cropped
  Detect, ///< wherever the detector finds them
};

/// "auto", "whole" or "detect".
[[nodiscard]] std::optional<FaceMode> parseFaceMode(std::string_view text);

struct AnalyzedFace {
  Face face;                        ///< of a whole image: all of it, with score 1
  cv::Rect crop;                    ///< what the classifier saw, px of the image; may reach beyond its border
  int label = 0;                    ///< index into ModelInfo::labels, the most probable
  std::vector<float> probabilities; ///< one a label
};

struct ImageAnalysis {
  std::vector<AnalyzedFace> faces; ///< largest first; none when no face was found
  bool whole = false;              ///< the image was taken as one face, already cropped
  double detectSeconds = 0;        ///< 0 when the detector was not asked
  double classifySeconds = 0;      ///< cropping included
};

/// Detect, crop, classify: what predict and live do with every image. FaceMode::Auto takes an image as an already
/// cropped face when it is nearly square (sides within a quarter of each other) and
/// - its longer side is at most 100 px (as FER2013's 48 px), whatever the detector would say; or
/// - exactly one face is found and the crop for it would overlap the image by 0.6 or more (intersection over union); or
/// - no face is found and its longer side is at most 256 px (AffectNet's and RAF-DB's aligned faces have 224 and 100).
/// One object serves one thread at a time.
class ImageAnalyzer {
public:
  /// `detector` may be null when every image is analysed with FaceMode::Whole.
  ImageAnalyzer(std::unique_ptr<FaceDetector> detector, std::unique_ptr<Classifier> classifier);

  /// `image`: 8-bit, BGR or grey. May block for as long as both networks take. Throws Error as the detector and the
  /// classifier do, and BadArgument on an empty image.
  [[nodiscard]] ImageAnalysis analyze(const cv::Mat& image, FaceMode mode);

  [[nodiscard]] const ModelInfo& info() const { return m_classifier->info(); }

private:
  std::unique_ptr<FaceDetector> m_detector;
  std::unique_ptr<Classifier> m_classifier;
};

} // namespace mien
