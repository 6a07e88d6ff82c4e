#include "core/eval/subset.h"

#include "core/data/label_policy.h"
#include "core/eval/detail/label_emotions.h"

#include <cstddef>

namespace mien {

EvaluationSubset subsetByAgreement(const EvaluationResult& result, float agreement) {
  const std::vector<int> emotions = detail::labelEmotions(result.model.labels);
  constexpr float kRounding = 1e-4F; // seven of ten votes are to pass 0.7 however that is rounded
  const auto classes = emotions.size();
  EvaluationSubset subset;
  subset.agreement = agreement;
  std::vector<int> actual;
  std::vector<float> probabilities;
  std::vector<float> targets;
  for (std::size_t i = 0; i < result.images.size(); ++i) {
    const EvaluatedImage& image = result.images[i];
    if (mien::agreement(image.votes) + kRounding < agreement) {
      continue;
    }
    subset.images.push_back(static_cast<int>(i));
    actual.push_back(image.actual);
    const auto row = result.probabilities.begin() + static_cast<std::ptrdiff_t>(i * classes);
    probabilities.insert(probabilities.end(), row, row + static_cast<std::ptrdiff_t>(classes));
    const auto target = makeTarget(image.votes, result.policy, static_cast<int>(classes));
    for (std::size_t c = 0; c < classes; ++c) {
      const float whole = static_cast<int>(c) == image.actual ? 1.0F : 0.0F;
      targets.push_back(target ? (*target)[static_cast<std::size_t>(emotions[c])] : whole);
    }
  }
  subset.metrics = computeMetrics(static_cast<int>(classes), actual, probabilities, targets);
  return subset;
}

} // namespace mien
