#pragma once

#include "ui/widgets/inputs/real_spin_box.h"

namespace mien::ui {

/// A spin box for numbers of any magnitude: shows as many digits as the number has, steps by a tenth of its size.
class AdaptiveStepSpinBox : public RealSpinBox {
  Q_OBJECT

public:
  /// `firstStep` is where a step up from zero goes.
  AdaptiveStepSpinBox(double low, double high, double firstStep, QWidget* parent = nullptr);

  [[nodiscard]] QString textFromValue(double value) const override;
  void stepBy(int steps) override;

private:
  double m_firstStep;
};

} // namespace mien::ui
