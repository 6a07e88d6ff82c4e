#pragma once

#include "core/eval/evaluator.h"
#include "core/eval/subset.h"

#include <QWidget>

namespace mien::ui {

class FigureTile;

/// The most important figures of an evaluation, side by side.
class FiguresRow : public QWidget {
  Q_OBJECT

public:
  explicit FiguresRow(QWidget* parent = nullptr);

  void setFigures(const EvaluationResult& result, const EvaluationSubset& subset);

  [[nodiscard]] QString accuracy() const;

private:
  FigureTile* m_accuracy;
  FigureTile* m_macroF1;
  FigureTile* m_loss;
  FigureTile* m_calibration;
  FigureTile* m_latency;
  FigureTile* m_training;
};

} // namespace mien::ui
