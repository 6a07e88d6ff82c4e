#pragma once

#include <QMenu>

namespace mien::ui {

/// System, Light or Dark; remembered in the settings. The remembered choice is applied when the menu is made.
class ThemeMenu : public QMenu {
  Q_OBJECT

public:
  explicit ThemeMenu(QWidget* parent = nullptr);
};

} // namespace mien::ui
