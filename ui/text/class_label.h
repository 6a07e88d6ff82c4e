#pragma once

#include "core/model/model_info.h"

#include <QString>

#include <vector>

namespace mien::ui {

/// How a class of a model is shown.
struct ClassLabel {
  QString name;     ///< translated
  int emotion = -1; ///< for emotionColor()
};

/// In the order of the model's labels.
[[nodiscard]] std::vector<ClassLabel> classLabels(const ModelInfo& model);

} // namespace mien::ui
