#pragma once

#include "core/face/detectors/face_detector.h"

#include <string>
#include <utility>
#include <vector>

namespace mien::test {

/// Finds the faces it was told to, in every image, framed exactly by their boxes.
class FakeDetector : public FaceDetector {
public:
  explicit FakeDetector(std::vector<Face> faces) : m_faces(std::move(faces)) {}

  /// The same where a picture of `width` px has them, however large it is when they are looked for.
  FakeDetector(std::vector<Face> faces, int width) : m_faces(std::move(faces)), m_width(width) {}

  [[nodiscard]] std::vector<Face> detect(const cv::Mat& image) override {
    std::vector<Face> faces = m_faces;
    if (m_width > 0) {
      const float scale = static_cast<float>(image.cols) / static_cast<float>(m_width);
      for (Face& face : faces) {
        face.box = {face.box.x * scale, face.box.y * scale, face.box.width * scale, face.box.height * scale};
      }
    }
    return faces;
  }
  [[nodiscard]] std::string name() const override { return "Fake"; }
  [[nodiscard]] CropFraming framing() const override { return {}; }

private:
  std::vector<Face> m_faces;
  int m_width = 0; ///< px; 0: the faces are in px of whatever is looked at
};

} // namespace mien::test
