#include "ui/support/percent_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace mien::ui {

QString percentText(double share, int decimals) {
  return QCoreApplication::translate("PercentText", "%1 %", "a share in percent")
      .arg(QLocale().toString(100 * share, 'f', decimals));
}

QString probabilityText(double probability) {
  if (probability < 0.995) {
    return percentText(probability, 0);
  }
  return QCoreApplication::translate("PercentText", "> %1", "more than a share in percent").arg(percentText(0.99, 0));
}

} // namespace mien::ui
