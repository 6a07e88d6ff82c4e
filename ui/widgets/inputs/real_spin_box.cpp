#include "ui/widgets/inputs/real_spin_box.h"

#include <QLocale>

#include <algorithm>

namespace mien::ui {

namespace {

constexpr int kGroup = 3; // digits between two separators of thousands

bool isDigits(QStringView text) {
  return std::all_of(text.begin(), text.end(), [](QChar letter) { return letter.isDigit(); });
}

/// The place of the only decimal sign that is another language's, or -1.
qsizetype foreignSign(QStringView text, const QLocale& locale) {
  const QString own = locale.decimalPoint();
  for (const QChar sign : {QLatin1Char('.'), QLatin1Char(',')}) {
    const qsizetype at = text.indexOf(sign);
    if (own != sign && at >= 0 && text.lastIndexOf(sign) == at && !text.contains(own)) {
      return at;
    }
  }
  return -1;
}

void takeOwnSign(QString& text, const QLocale& locale) {
  if (const qsizetype at = foreignSign(text, locale); at >= 0) {
    text.replace(at, 1, locale.decimalPoint());
  }
}

} // namespace

QValidator::State RealSpinBox::validate(QString& input, int& position) const {
  const qsizetype at = foreignSign(input, locale());
  if (at >= 0) {
    QStringView whole = QStringView(input).left(at).mid(prefix().size());
    QStringView behind = QStringView(input).mid(at + 1);
    behind.chop(input.endsWith(suffix()) ? suffix().size() : 0);
    whole = whole.mid(whole.startsWith(QLatin1Char('-')) ? 1 : 0);
    const bool thousands = locale().groupSeparator() == input[at] && std::max(maximum(), -minimum()) >= 1000 &&
                           !whole.isEmpty() && whole.size() <= kGroup && whole[0] != QLatin1Char('0') &&
                           isDigits(whole) && isDigits(behind) && behind.size() <= kGroup;
    if (thousands && behind.size() < kGroup) {
      return QValidator::Intermediate; // no thousand yet: what follows decides
    }
    if (!thousands) {
      takeOwnSign(input, locale());
    }
  }
  return QDoubleSpinBox::validate(input, position);
}

void RealSpinBox::fixup(QString& input) const {
  takeOwnSign(input, locale());
  QDoubleSpinBox::fixup(input);
}

} // namespace mien::ui
