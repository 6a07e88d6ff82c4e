#pragma once

#include <QDoubleSpinBox>

namespace mien::ui {

/// A spin box that also understands the decimal sign of other languages: "0.5" typed where people write 0,5, and "0,5"
/// where they write 0.5. Qt's own either refuses them or drops the sign, which makes 5 of it. Where the sign may as
/// well separate thousands ("1.234" in a box that goes beyond 999 and shows 1,5), it keeps the meaning that the
/// language gives it.
class RealSpinBox : public QDoubleSpinBox {
  Q_OBJECT

public:
  using QDoubleSpinBox::QDoubleSpinBox;

  QValidator::State validate(QString& input, int& position) const override;
  void fixup(QString& input) const override;
};

} // namespace mien::ui
