#pragma once

#include <QWidget>

class QAction;
class QButtonGroup;
class QVBoxLayout;

namespace mien::ui {

/// The column of workspaces at the left edge of the window. Shows checkable actions; the arrow keys move along it.
class NavigationRail : public QWidget {
  Q_OBJECT

public:
  explicit NavigationRail(QWidget* parent = nullptr);

  void addPage(QAction* action);

protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  QVBoxLayout* m_layout;
  QButtonGroup* m_buttons;
};

} // namespace mien::ui
