#pragma once

#include "core/face/detectors/face_detector_factory.h"

#include <QString>

#include <functional>
#include <memory>

namespace mien::ui {

/// What a detector that is being made has to say. Called on the thread that needs it.
struct DetectorListener {
  std::function<void(const QString&)> warned; ///< it works, but
  std::function<void(const QString&)> failed; ///< why it could not be made; whoever needed it gets the same Error
};

/// A face detector that is made when it is first needed, and tried again as long as that fails: whoever needs none
/// works without, and everybody else hears the same, whoever comes first. Each function throws what makeFaceDetector()
/// throws.
class LazyFaceDetector : public FaceDetector {
public:
  LazyFaceDetector(FaceDetectorOptions options, DetectorListener listener);

  [[nodiscard]] std::vector<Face> detect(const cv::Mat& image) override { return made().detect(image); }
  [[nodiscard]] std::string name() const override { return made().name(); }
  [[nodiscard]] CropFraming framing() const override { return made().framing(); }

private:
  [[nodiscard]] FaceDetector& made() const;

  FaceDetectorOptions m_options;
  DetectorListener m_listener;
  mutable std::unique_ptr<FaceDetector> m_detector;
};

} // namespace mien::ui
