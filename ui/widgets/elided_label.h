#pragma once

#include <QLabel>

namespace mien::ui {

/// One line that gives way to "..." in the middle where there is no room; the whole text is its tool tip then.
class ElidedLabel : public QLabel {
  Q_OBJECT

public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  [[nodiscard]] QSize minimumSizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;
};

} // namespace mien::ui
