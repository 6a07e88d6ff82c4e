#pragma once

#include "core/eval/evaluator.h"
#include "core/eval/metrics/metrics.h"

#include <vector>

namespace mien {

/// Some of the images of an evaluation, and what the model got right among them.
struct EvaluationSubset {
  float agreement = 0;     ///< they agree at least so much
  std::vector<int> images; ///< indices into EvaluationResult::images, rising
  Metrics metrics;
};

/// The images on which the annotators agree at least so much: agreement() of the votes >= `agreement`. The metrics are
/// computed as evaluate() does. Throws Error (BadData) when a label is not an emotion of FER+.
[[nodiscard]] EvaluationSubset subsetByAgreement(const EvaluationResult& result, float agreement);

} // namespace mien
