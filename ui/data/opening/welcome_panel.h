#pragma once

#include <QWidget>

namespace mien::ui {

/// What the Data page shows while no data set is open: the two ways to begin.
class WelcomePanel : public QWidget {
  Q_OBJECT

public:
  explicit WelcomePanel(QWidget* parent = nullptr);

signals:
  void demoRequested();
  void openRequested();
};

} // namespace mien::ui
