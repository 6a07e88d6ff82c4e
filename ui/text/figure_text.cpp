#include "ui/text/figure_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace mien::ui {

QString durationText(double seconds) {
  const auto total = static_cast<long long>(std::lround(std::max(0.0, seconds)));
  if (total < 60) {
    return QCoreApplication::translate("Duration", "%1 s").arg(total);
  }
  if (total < 3600) {
    return QCoreApplication::translate("Duration", "%1 min %2 s").arg(total / 60).arg(total % 60, 2, 10, QChar('0'));
  }
  return QCoreApplication::translate("Duration", "%1 h %2 min")
      .arg(total / 3600)
      .arg(total / 60 % 60, 2, 10, QChar('0'));
}

QString lossText(double loss) { return QLocale().toString(loss, 'f', 3); }

} // namespace mien::ui
