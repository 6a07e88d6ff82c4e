#pragma once

#include "core/session/frame_result.h"
#include "ui/text/class_label.h"

#include <QColor>
#include <QString>

#include <vector>

namespace mien::ui {

/// How the emotion of a face is put into words and colour.
struct FaceText {
  QString emotion;   ///< "Happiness", or "Uncertain" when nothing reached the threshold
  QString label;     ///< for the picture: "1  Happiness 87 %"
  int emotionNumber; ///< for emotionColor(); -1 when uncertain
  bool uncertain;
};

[[nodiscard]] FaceText faceText(const FaceResult& face, const std::vector<ClassLabel>& classes, double uncertainBelow);

} // namespace mien::ui
