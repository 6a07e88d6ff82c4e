#pragma once

#include "core/face/detectors/face_detector_factory.h"
#include "core/face/image_analyzer.h"

namespace mien::ui {

/// How the Predict page analyses, remembered from one start to the next.
struct PredictSettings {
  FaceMode mode = FaceMode::Auto;
  DetectorKind detector = DetectorKind::Auto;
  int minFaceSide = 0;    ///< px; 0: no limit
  double threshold = 0.5; ///< of the most probable emotion; below it a result is uncertain. Analyses stay valid

  [[nodiscard]] FaceDetectorOptions detectorOptions() const;
  [[nodiscard]] bool sameAnalysis(const PredictSettings& other) const;

  [[nodiscard]] static PredictSettings load();
  void save() const;
};

} // namespace mien::ui
