#pragma once

#include <QWidget>

namespace mien::ui {

/// Frames a widget that draws itself while the keyboard has led the focus to it. A child of that widget.
class FocusRing : public QWidget {
  Q_OBJECT

public:
  explicit FocusRing(QWidget* framed);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
};

} // namespace mien::ui
