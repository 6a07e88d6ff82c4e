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

  [[nodiscard]] std::vector<Face> detect(const cv::Mat& /*image*/) override { return m_faces; }
  [[nodiscard]] std::string name() const override { return "Fake"; }
  [[nodiscard]] CropFraming framing() const override { return {}; }

private:
  std::vector<Face> m_faces;
};

} // namespace mien::test
