#include "ui/train/form/adaptive_step_spin_box.h"

#include <QLocale>

namespace mien::ui {

AdaptiveStepSpinBox::AdaptiveStepSpinBox(double low, double high, double firstStep, QWidget* parent)
    : RealSpinBox(parent), m_firstStep(firstStep) {
  constexpr int kDecimals = 12; // finer than any setting; also hides the rounding of steps
  setDecimals(kDecimals);
  setRange(low, high);
  setStepType(AdaptiveDecimalStepType);
}

QString AdaptiveStepSpinBox::textFromValue(double value) const {
  QLocale plain = locale();
  plain.setNumberOptions(QLocale::OmitGroupSeparator);
  return plain.toString(value, 'f', QLocale::FloatingPointShortest);
}

void AdaptiveStepSpinBox::stepBy(int steps) {
  if (steps > 0 && value() < m_firstStep) {
    setValue(m_firstStep);
  } else if (steps < 0 && value() <= m_firstStep) {
    setValue(minimum());
  } else {
    RealSpinBox::stepBy(steps);
  }
}

} // namespace mien::ui
