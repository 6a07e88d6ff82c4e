#pragma once

#include "core/train/train_observer.h"

#include <QVector>
#include <QWidget>

#include <array>
#include <vector>

class QCheckBox;
class QGridLayout;

namespace mien::ui {

class CurveChart;

/// The curves of a training while it runs: loss, accuracy, learning rate and speed over the epochs. Two rows of two
/// charts, or one row at a time where the height allows no more.
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

protected:
  void resizeEvent(QResizeEvent* event) override;

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
  void arrange();

  QCheckBox* m_follow;
  QCheckBox* m_swap; ///< where there is room for one row only: shows the other one
  CurveChart* m_loss;
  CurveChart* m_accuracy;
  CurveChart* m_rate;
  CurveChart* m_speed;
  QGridLayout* m_grid;
  Smoothed m_smoothLoss;
  Smoothed m_smoothAccuracy;
};

} // namespace mien::ui
