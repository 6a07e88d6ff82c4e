#pragma once

#include "core/eval/evaluator.h"
#include "core/eval/subset.h"

#include <QWidget>

namespace mien::ui {

class MetricTile;

/// The most important figures of an evaluation, side by side.
class MetricsRow : public QWidget {
  Q_OBJECT

public:
  explicit MetricsRow(QWidget* parent = nullptr);

  void setFigures(const EvaluationResult& result, const EvaluationSubset& subset);

  [[nodiscard]] QString accuracy() const;

private:
  MetricTile* m_accuracy;
  MetricTile* m_macroF1;
  MetricTile* m_loss;
  MetricTile* m_calibration;
  MetricTile* m_latency;
  MetricTile* m_training;
};

} // namespace mien::ui
