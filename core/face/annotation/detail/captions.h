#pragma once

#include "core/face/image_analyzer.h"

#include <opencv2/core/types.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mien::detail {

/// How large annotate() draws in a picture.
struct CaptionStyle {
  int stroke = 1; ///< px
  double fontScale = 0.3;

  explicit CaptionStyle(const cv::Size& picture);
  [[nodiscard]] int margin() const { return 2 * stroke + 2; } ///< px around the text
};

/// The label of a face and the plate it is written on.
struct Caption {
  std::string text;
  cv::Rect plate; ///< in the picture; empty where there is no room for it
  int ascent = 0; ///< px of the text above its base line
};

/// One a face, as placeLabels() places them, the largest face first; a text that is wider than the picture is cut off.
[[nodiscard]] std::vector<Caption> captions(const cv::Size& picture, const ImageAnalysis& analysis,
                                            std::span<const std::string> labels, std::optional<double> uncertainBelow);

} // namespace mien::detail
