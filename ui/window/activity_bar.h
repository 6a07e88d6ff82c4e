#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace mien::ui {

class ElidedLabel;
class Workspace;

/// The content of the status bar: the data set, the model in use, and what is running with its progress and a button
/// that stops it.
class ActivityBar : public QWidget {
  Q_OBJECT

public:
  explicit ActivityBar(Workspace& workspace, QWidget* parent = nullptr);

  [[nodiscard]] QString dataText() const;
  [[nodiscard]] QString modelText() const;
  [[nodiscard]] QString activityText() const;

private:
  void showData();
  void showModel();
  void showActivity();
  void stop();

  Workspace& m_workspace;
  ElidedLabel* m_data;
  ElidedLabel* m_model;
  ElidedLabel* m_activity;
  QProgressBar* m_progress;
  QToolButton* m_stop;
};

} // namespace mien::ui
