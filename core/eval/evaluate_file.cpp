// Apart from evaluator.cpp, so that a program that brings its own Classifier does not link LibTorch.
#include "core/eval/evaluator.h"
#include "core/eval/report/training_time.h"
#include "core/eval/training_overlap.h"

#include <utility>

namespace mien {

EvaluationResult evaluate(const std::filesystem::path& weights, const Dataset& dataset, const EvaluateOptions& options,
                          const EvaluationObserver& observer, std::stop_token stop) {
  const auto classifier = loadClassifier(weights, options.hints);
  std::optional<Dataset> own;
  const Dataset& data = datasetForModel(classifier->info(), options.cut, dataset, own);
  EvaluationResult result = evaluate(*classifier, data, options, observer, std::move(stop));
  result.notes = trainingDataNotes(classifier->info(), weights, data, options.split);
  result.weights = weights;
  result.timing.trainingSeconds = trainingSeconds(weights.parent_path());
  return result;
}

} // namespace mien
