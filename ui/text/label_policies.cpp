#include "ui/text/label_policies.h"

#include <QCoreApplication>

namespace mien::ui {

QString policyName(LabelPolicy policy) {
  switch (policy) {
  case LabelPolicy::Majority:
    return QCoreApplication::translate("LabelPolicy", "Majority");
  case LabelPolicy::Soft:
    return QCoreApplication::translate("LabelPolicy", "Vote shares");
  case LabelPolicy::Sampled:
    return QCoreApplication::translate("LabelPolicy", "Drawn from the votes");
  case LabelPolicy::MultiTarget:
    return QCoreApplication::translate("LabelPolicy", "Several right");
  }
  return {};
}

QString policyHelp(LabelPolicy policy) {
  switch (policy) {
  case LabelPolicy::Majority:
    return QCoreApplication::translate(
        "LabelPolicy", "The one emotion that more than half of the votes name; images without one are left out.");
  case LabelPolicy::Soft:
    return QCoreApplication::translate("LabelPolicy", "The target is the distribution of the votes over the emotions.");
  case LabelPolicy::Sampled:
    return QCoreApplication::translate(
        "LabelPolicy", "Each time the image is shown, one emotion is drawn from the distribution of the votes.");
  case LabelPolicy::MultiTarget:
    return QCoreApplication::translate("LabelPolicy",
                                       "Every emotion with at least 30 % of the votes counts as equally right.");
  }
  return {};
}

QString splitTitle(int split) {
  switch (split) {
  case 0:
    return QCoreApplication::translate("Split", "Training");
  case 1:
    return QCoreApplication::translate("Split", "Validation");
  default:
    return QCoreApplication::translate("Split", "Test");
  }
}

} // namespace mien::ui
