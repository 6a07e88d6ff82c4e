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

  void toggle();                   ///< play or pause
  void showIndexing(double share); ///< of the video, see ReplayVideo; 1: nothing is shown any more
  [[nodiscard]] QString indexingText() const;
  [[nodiscard]] QString timeText() const; ///< "0:02.9 of 0:05.8"; whole seconds from a minute on

private:
  void showPosition();
  void showPlaying();

  SessionReplay& m_replay;
  QPushButton* m_play;
  QSlider* m_slider;
  QLabel* m_time;
  QLabel* m_indexing;
};

} // namespace mien::ui
