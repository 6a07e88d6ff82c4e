#include "ui/live/view/face_text.h"

#include "ui/text/number_text.h"
#include "ui/text/percent_text.h"

#include <QCoreApplication>

namespace mien::ui {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(FaceText)
};

} // namespace

FaceText faceText(const FaceResult& face, const std::vector<ClassLabel>& classes, double uncertainBelow) {
  const auto label = static_cast<std::size_t>(face.label);
  const auto id = static_cast<qulonglong>(face.id);
  if (label >= classes.size() || label >= face.probabilities.size()) {
    return {Texts::tr("Uncertain"), Texts::tr("%1  Uncertain").arg(countText(id)), -1, true};
  }
  const double probability = face.probabilities[label];
  const QString percent = probabilityText(probability);
  const ClassLabel& found = classes[label];
  if (probability < uncertainBelow) {
    return {Texts::tr("Uncertain"), Texts::tr("%1  Uncertain (%2 %3)").arg(countText(id), found.name, percent), -1,
            true};
  }
  return {found.name, Texts::tr("%1  %2 %3").arg(countText(id), found.name, percent), found.emotion, false};
}

} // namespace mien::ui
