#include "ui/text/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace mien::ui {

QString countText(qulonglong number) { return QLocale().toString(number); }

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

QString secondsText(double seconds) { return QLocale().toString(seconds, 'f', 1); }

QString clockText(double seconds, bool tenths) {
  const int all = static_cast<int>(seconds * 10 + 1e-6);
  const QString text = QStringLiteral("%1:%2").arg(all / 600).arg(all / 10 % 60, 2, 10, QLatin1Char('0'));
  return tenths ? text + QLocale().decimalPoint() + QString::number(all % 10) : text;
}

QString lossText(double loss) { return QLocale().toString(loss, 'f', 3); }

} // namespace mien::ui
