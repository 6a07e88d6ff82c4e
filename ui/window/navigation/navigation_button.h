#pragma once

#include <QAbstractButton>

class QAction;

namespace mien::ui {

/// One workspace in the navigation rail: shows a checkable action and triggers it.
class NavigationButton : public QAbstractButton {
  Q_OBJECT

public:
  NavigationButton(QAction* action, QWidget* parent = nullptr);

  [[nodiscard]] QSize sizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
};

} // namespace mien::ui
