#pragma once

#include <opencv2/core/types.hpp>
#include <opencv2/core/mat.hpp>

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mien {

struct Face {
  cv::Rect2f box;    ///< px of the given image
  float score = 0.0F; ///< 0..1; Haar's own weight squeezed into that range
  std::optional<std::array<cv::Point2f, 5>> landmarks; ///< right eye, left eye, nose, right and left mouth corner (YuNet)
};

/// Finds faces. One object serves one thread at a time.
class FaceDetector {
public:
  virtual ~FaceDetector() = default;

  /// Faces in an 8-bit BGR or grey image, largest first; none is an answer, not an error.
  [[nodiscard]] virtual std::vector<Face> detect(const cv::Mat& image) = 0;

  /// "Haar" or "YuNet", for reports.
  [[nodiscard]] virtual std::string name() const = 0;
};

} // namespace mien
