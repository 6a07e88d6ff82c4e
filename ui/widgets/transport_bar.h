#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QSlider;

namespace mien::ui {

/// Play, pause and a slider for the position in something that has a duration. It plays nothing itself.
class TransportBar : public QWidget {
  Q_OBJECT

public:
  /// `what` is played: "the recording", for the tool tip and for screen readers.
  explicit TransportBar(const QString& what, QWidget* parent = nullptr);

  void setDuration(double seconds);
  void setPosition(double seconds); ///< without a signal
  void setPlaying(bool playing);
  void setStatus(const QString& text); ///< beside the time: what is still being prepared; empty: nothing
  [[nodiscard]] QString status() const;
  [[nodiscard]] QString timeText() const; ///< "0:02.9 of 0:05.8"; whole seconds from a minute on

signals:
  void playToggled(); ///< play or pause was asked for
  void seekRequested(double seconds);

private:
  double m_duration = 0;
  QPushButton* m_play;
  QSlider* m_slider;
  QLabel* m_time;
  QLabel* m_status;
};

} // namespace mien::ui
