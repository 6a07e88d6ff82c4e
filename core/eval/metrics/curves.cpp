#include "core/eval/metrics/curves.h"

#include "core/common/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mien {

PrecisionRecallCurve precisionRecallCurve(std::span<const float> scores, std::span<const std::uint8_t> positive) {
  if (scores.size() != positive.size()) {
    throw Error(ErrorKind::BadArgument, Message("A precision-recall curve needs one truth per score."));
  }
  if (!std::ranges::all_of(scores, [](float score) { return std::isfinite(score); })) {
    throw Error(ErrorKind::BadArgument, Message("A precision-recall curve needs scores that are numbers."));
  }
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [scores](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });

  PrecisionRecallCurve curve;
  curve.positives = static_cast<std::size_t>(std::ranges::count(positive, 1));
  const auto positives = static_cast<double>(curve.positives);
  double hits = 0;
  double lastRecall = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    hits += positive[order[i]];
    const bool tied = i + 1 < order.size() && scores[order[i + 1]] == scores[order[i]];
    if (tied) {
      continue;
    }
    curve.precision.push_back(hits / static_cast<double>(i + 1));
    curve.recall.push_back(positives > 0 ? hits / positives : 1.0);
    curve.threshold.push_back(scores[order[i]]);
    curve.averagePrecision += curve.precision.back() * (curve.recall.back() - lastRecall);
    lastRecall = curve.recall.back();
  }
  std::ranges::reverse(curve.precision);
  std::ranges::reverse(curve.recall);
  std::ranges::reverse(curve.threshold);
  curve.precision.push_back(1);
  curve.recall.push_back(0);
  return curve;
}

std::vector<PrecisionRecallCurve> precisionRecallCurves(int classes, std::span<const int> actual,
                                                        std::span<const float> probabilities) {
  const auto width = static_cast<std::size_t>(std::max(classes, 0));
  if (probabilities.size() != actual.size() * width) {
    throw Error(ErrorKind::BadArgument, Message("Precision-recall curves need one probability per image and class."));
  }
  std::vector<PrecisionRecallCurve> curves;
  std::vector<float> scores(actual.size());
  std::vector<std::uint8_t> positive(actual.size());
  for (std::size_t c = 0; c < width; ++c) {
    for (std::size_t i = 0; i < actual.size(); ++i) {
      scores[i] = probabilities[i * width + c];
      positive[i] = actual[i] == static_cast<int>(c) ? 1 : 0;
    }
    curves.push_back(precisionRecallCurve(scores, positive));
  }
  return curves;
}

} // namespace mien
