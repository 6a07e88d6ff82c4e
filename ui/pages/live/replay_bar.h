#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QSlider;

namespace mien::ui {

class SessionReplay;

/// Play, pause and a slider for the position of a replay.
class ReplayBar : public QWidget {
  Q_OBJECT

public:
  explicit ReplayBar(SessionReplay& replay, QWidget* parent = nullptr);

  void toggle(); ///< play or pause

private:
  void showPosition();
  void showPlaying();

  SessionReplay& m_replay;
  QPushButton* m_play;
  QSlider* m_slider;
  QLabel* m_time;
};

} // namespace mien::ui
