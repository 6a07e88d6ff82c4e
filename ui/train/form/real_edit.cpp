#include "ui/train/form/real_edit.h"

#include <QLocale>

namespace mien::ui {

RealEdit::RealEdit(double low, double high, double firstStep, QWidget* parent)
    : RealSpinBox(parent), m_firstStep(firstStep) {
  constexpr int kDecimals = 12; // finer than any setting; also hides the rounding of steps
  setDecimals(kDecimals);
  setRange(low, high);
  setStepType(AdaptiveDecimalStepType);
}

QString RealEdit::textFromValue(double value) const {
  QLocale plain = locale();
  plain.setNumberOptions(QLocale::OmitGroupSeparator);
  return plain.toString(value, 'f', QLocale::FloatingPointShortest);
}

void RealEdit::stepBy(int steps) {
  if (steps > 0 && value() < m_firstStep) {
    setValue(m_firstStep);
  } else if (steps < 0 && value() <= m_firstStep) {
    setValue(minimum());
  } else {
    RealSpinBox::stepBy(steps);
  }
}

} // namespace mien::ui
