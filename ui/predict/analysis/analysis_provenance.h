#pragma once

#include "core/face/detectors/face_detector_factory.h"
#include "core/face/image_analyzer.h"
#include "ui/predict/analysis/shared_classifier.h"

#include <memory>

namespace mien::ui {

/// What images and videos are analysed with.
struct AnalysisSetup {
  std::shared_ptr<SharedClassifier> model;
  FaceDetectorOptions detector;
};

/// What a result was made with.
struct AnalysisProvenance {
  std::shared_ptr<const AnalysisSetup> setup; ///< null: there is no result
  std::shared_ptr<const ModelInfo> model;     ///< of the setup' model
  FaceMode mode = FaceMode::Auto;             ///< of an image
};

} // namespace mien::ui
