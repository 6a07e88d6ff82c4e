#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

#include <string>
#include <vector>

namespace mien {

struct Face {
  cv::Rect2f box;     ///< px of the given image; may reach a little beyond its border
  float score = 0.0F; ///< 0..1; YuNet's sqrt(class * objectness), for Haar n / (n + 5) of its n agreeing windows
};

/// Where FER2013 would have cut the face that a detector draws a given box around. All in units of the box's side, the
/// square root of its area.
struct CropFraming {
  float side = 1.0F;    ///< of the square crop
  float offsetX = 0.0F; ///< from the centre of the box to the centre of the crop, to the right
  float offsetY = 0.0F; ///< the same, downwards
};

/// Finds faces. One object serves one thread at a time.
class FaceDetector {
public:
  virtual ~FaceDetector() = default;

  /// Faces in an 8-bit BGR or grey image, largest first; none is an answer, not an error. Throws Error (BadArgument) on
  /// an empty image or another type of pixel.
  [[nodiscard]] virtual std::vector<Face> detect(const cv::Mat& image) = 0;

  /// "Haar" or "YuNet", for reports.
  [[nodiscard]] virtual std::string name() const = 0;

  /// How this detector's boxes relate to FER2013's framing.
  [[nodiscard]] virtual CropFraming framing() const = 0;
};

} // namespace mien
