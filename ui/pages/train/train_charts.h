#pragma once

#include "core/train/train_observer.h"

#include <QVector>
#include <QWidget>

#include <array>
#include <vector>

class QCheckBox;

namespace mien::ui {

class CurveChart;

/// The curves of a training while it runs: loss, accuracy, learning rate and speed over the epochs.
class TrainCharts : public QWidget {
  Q_OBJECT

public:
  explicit TrainCharts(QWidget* parent = nullptr);

  /// Begins anew, with the epochs of a run that is resumed.
  void begin(const std::vector<EpochRecord>& history = {});
  void addBatches(const QVector<BatchEvent>& events);
  void addEpoch(const EpochRecord& record);

  [[nodiscard]] CurveChart& loss() const { return *m_loss; }
  [[nodiscard]] CurveChart& accuracy() const { return *m_accuracy; }
  [[nodiscard]] CurveChart& learningRate() const { return *m_rate; }
  [[nodiscard]] CurveChart& speed() const { return *m_speed; }

  /// The curves of loss() and accuracy().
  enum Curve { Batches, Train, Valid };

signals:
  void failed(const QString& message);

private:
  /// Exponential mean that is not drawn towards its start (Kingma & Ba 2015).
  class Smoothed {
  public:
    double add(double value);

  private:
    double m_sum = 0;
    double m_weight = 0;
  };

  [[nodiscard]] std::array<CurveChart*, 4> charts() const { return {m_loss, m_accuracy, m_rate, m_speed}; }
  void recolour();

  QCheckBox* m_follow;
  CurveChart* m_loss;
  CurveChart* m_accuracy;
  CurveChart* m_rate;
  CurveChart* m_speed;
  Smoothed m_smoothLoss;
  Smoothed m_smoothAccuracy;
};

} // namespace mien::ui
