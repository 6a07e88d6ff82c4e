#pragma once

#include "core/face/detectors/face_detector.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace mien::test {

/// Finds what the given function finds.
class ScriptedDetector : public FaceDetector {
public:
  using Script = std::function<std::vector<Face>(const cv::Mat&)>;

  explicit ScriptedDetector(Script script) : m_script(std::move(script)) {}

  [[nodiscard]] std::vector<Face> detect(const cv::Mat& image) override { return m_script(image); }
  [[nodiscard]] std::string name() const override { return "Scripted"; }
  [[nodiscard]] CropFraming framing() const override { return {}; }

private:
  Script m_script;
};

inline Face faceAt(float x, float y, float side) { return {cv::Rect2f(x, y, side, side), 0.9F}; }

} // namespace mien::test
