#pragma once

#include <QWidget>

class QPushButton;

namespace mien::ui {

/// Train, Pause or Resume, and Stop.
class TrainButtons : public QWidget {
  Q_OBJECT

public:
  enum class State { NoData, Ready, Running, Paused, Stopping };

  explicit TrainButtons(QWidget* parent = nullptr);

  void setState(State state);
  [[nodiscard]] QPushButton& train() const { return *m_train; }
  [[nodiscard]] QPushButton& pause() const { return *m_pause; }
  [[nodiscard]] QPushButton& stop() const { return *m_stop; }

signals:
  void trainClicked();
  void pauseClicked(); ///< pause while running, resume while paused
  void stopClicked();

private:
  QPushButton* m_train;
  QPushButton* m_pause;
  QPushButton* m_stop;
};

} // namespace mien::ui
