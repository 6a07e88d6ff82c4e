#pragma once

#include "core/train/trainer.h"
#include "ui/widgets/panels/card.h"

#include <QElapsedTimer>

#include <limits>

class QLabel;
class QProgressBar;

namespace mien::ui {

class ElidedLabel;
class MetricTile;

/// How far a training is: the present epoch, the whole, the time left and the best figures so far.
class TrainProgress : public QWidget {
  Q_OBJECT

public:
  explicit TrainProgress(QWidget* parent = nullptr);

  void begin(const QString& run, const std::vector<EpochRecord>& history = {});
  void setState(const QString& sentence); ///< what is going on
  void setBatch(const BatchEvent& event);
  void setEpoch(const EpochEvent& event);
  void end(const QString& sentence);
  void setCompact(bool compact); ///< without the figures, where there is little room

  /// Of all epochs, 0..1.
  [[nodiscard]] double fraction() const { return m_fraction; }
  [[nodiscard]] QString state() const;

private:
  void setBest(const EpochRecord& record);

  ElidedLabel* m_state;
  QLabel* m_epochText;
  QLabel* m_stepText;
  QLabel* m_leftText;
  QProgressBar* m_epoch;
  QProgressBar* m_total;
  MetricTile* m_accuracy;
  MetricTile* m_loss;
  MetricTile* m_speed;
  MetricTile* m_left;
  bool m_compact = false;
  double m_fraction = 0;
  double m_bestLoss = std::numeric_limits<double>::infinity();
};

} // namespace mien::ui
