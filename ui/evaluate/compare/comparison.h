#pragma once

#include "core/eval/evaluator.h"

#include <QVector>

#include <vector>

namespace mien::ui {

/// One figure of two models.
struct ComparedFigure {
  enum class Better { Higher, Lower };

  QString name;
  double first = 0;
  double second = 0;
  int decimals = 3;
  Better better = Better::Higher;
};

enum class Disagreement { Any, OnlyFirstRight, OnlySecondRight };

/// Every figure that both evaluations have. Classes are matched by label.
[[nodiscard]] std::vector<ComparedFigure> compareFigures(const EvaluationResult& first, const EvaluationResult& second);

/// Images, as indices into `first`, for which the two models name different classes; matched by file.
[[nodiscard]] QVector<int> disagreements(const EvaluationResult& first, const EvaluationResult& second,
                                         Disagreement kind);

} // namespace mien::ui
