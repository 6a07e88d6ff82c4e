#include "ui/text/percent_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace mien::ui {

QString percentText(double share, int decimals) {
  return QCoreApplication::translate("PercentText", "%1 %", "a share in percent")
      .arg(QLocale().toString(100 * share, 'f', decimals));
}

} // namespace mien::ui
