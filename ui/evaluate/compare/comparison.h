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

/// The images of both that only one of them got right: what mcnemarTest() asks for. Matched by file.
struct PairedCounts {
  std::size_t onlyFirstRight = 0;
  std::size_t onlySecondRight = 0;
  std::size_t both = 0; ///< images that both have
};
[[nodiscard]] PairedCounts pairedCounts(const EvaluationResult& first, const EvaluationResult& second);

/// One sentence: whether the two differ by more than chance.
[[nodiscard]] QString pairedVerdict(const PairedCounts& counts);

/// Images, as indices into `first`, for which the two models name different classes; matched by file.
[[nodiscard]] QVector<int> disagreements(const EvaluationResult& first, const EvaluationResult& second,
                                         Disagreement kind);

} // namespace mien::ui
