#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mien {

/// Precision over recall as the threshold on a score rises: the points of scikit-learn's precision_recall_curve().
struct PrecisionRecallCurve {
  std::vector<double> precision; ///< one more than thresholds; the last is 1
  std::vector<double> recall;    ///< falling; the last is 0
  std::vector<double> threshold; ///< rising; scores at or above it count as positive
  double averagePrecision = 0;   ///< sum of precision times step of recall, as average_precision_score()
  std::size_t positives = 0;     ///< 0: recall is 1 and precision 0 everywhere, and so is the average
};

/// `positive` holds 0 or 1 for each score. No scores: only the last point. Throws Error (BadArgument) when the sizes
/// differ or a score is not a number.
[[nodiscard]] PrecisionRecallCurve precisionRecallCurve(std::span<const float> scores,
                                                        std::span<const std::uint8_t> positive);

/// One curve a class, each class against the rest, from probabilities that stand row by row. Throws as above.
[[nodiscard]] std::vector<PrecisionRecallCurve> precisionRecallCurves(int classes, std::span<const int> actual,
                                                                      std::span<const float> probabilities);

} // namespace mien
