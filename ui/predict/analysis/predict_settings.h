#pragma once

#include "core/face/image_analyzer.h"
#include "ui/widgets/faces/face_settings.h"

namespace mien::ui {

/// How the Predict page analyses, remembered from one start to the next. (With another uncertainBelow analyses stay
/// valid.)
struct PredictSettings : FaceSettings {
  FaceMode mode = FaceMode::Auto;

  [[nodiscard]] bool sameAnalysis(const PredictSettings& other) const;

  [[nodiscard]] static PredictSettings load();
  void save() const;
};

} // namespace mien::ui
