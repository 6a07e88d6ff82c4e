#pragma once

#include "core/eval/evaluator.h"

#include <string>

namespace mien {

/// The report for people: what was evaluated, the table of scikit-learn's classification_report(digits=4), the
/// confusion matrix. Holds no date and no machine name: the same evaluation gives the same text but for its timings.
[[nodiscard]] std::string evaluationReport(const EvaluationResult& result);

/// The table alone, letter by letter as scikit-learn 1.2 prints it with all labels named and zero_division=0; but the
/// accuracy always goes by that name (scikit-learn says "micro avg" when a class has neither images nor predictions).
[[nodiscard]] std::string classificationTable(const EvaluationResult& result);

/// metrics.json: every figure under a stable key; null where something is unknown.
[[nodiscard]] std::string metricsJson(const EvaluationResult& result);

/// metrics.csv: the same figures, one a row: metric,class,value ("class" is empty for figures of the whole).
[[nodiscard]] std::string metricsCsv(const EvaluationResult& result);

/// predictions.csv: one row an image: file, votes_<column> x 10, target, predicted, confidence, p_<label> x classes.
[[nodiscard]] std::string predictionsCsv(const EvaluationResult& result);

} // namespace mien
