#include "ui/support/percent_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace mien::ui {

QString wholePercentText(double share) {
  return QCoreApplication::translate("PercentText", "%1 %", "a share in percent")
      .arg(QLocale().toString(100 * share, 'f', 0));
}

} // namespace mien::ui
