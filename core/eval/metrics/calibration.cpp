#include "core/eval/metrics/calibration.h"

#include "core/common/error.h"
#include "core/common/softmax.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace mien {

namespace {

/// Mean cross-entropy, in nats, of softmax(logits / temperature).
double crossEntropy(std::size_t classes, std::span<const int> actual, std::span<const double> logits,
                    double temperature) {
  double sum = 0;
  for (std::size_t i = 0; i < actual.size(); ++i) {
    const Softmax softmax(logits.subspan(i * classes, classes), temperature);
    sum -= softmax.logProbability(static_cast<std::size_t>(actual[i]));
  }
  return sum / static_cast<double>(actual.size());
}

} // namespace

double fitTemperature(int classes, std::span<const int> actual, std::span<const float> probabilities) {
  const auto width = static_cast<std::size_t>(std::max(classes, 0));
  const bool classesFit = std::ranges::all_of(actual, [classes](int c) { return c >= 0 && c < classes; });
  const bool numbers = std::ranges::all_of(probabilities, [](float p) { return std::isfinite(p) && p >= 0; });
  if (width < 2 || actual.empty() || probabilities.size() != actual.size() * width || !classesFit || !numbers) {
    throw Error(ErrorKind::BadArgument,
                Message("A temperature is fitted to one row of probabilities and one true class for each image."));
  }
  std::vector<double> logits(probabilities.size());
  std::ranges::transform(probabilities, logits.begin(),
                         [](float p) { return std::log(std::max<double>(p, std::numeric_limits<float>::min())); });

  // Golden-section search: in 1/t the cross-entropy is convex, so it has one minimum in log t as well.
  constexpr double kShrink = std::numbers::phi - 1;
  double low = std::log(0.05);
  double high = std::log(20.0);
  while (high - low > 1e-6) {
    const double step = (high - low) * kShrink;
    const double left = crossEntropy(width, actual, logits, std::exp(high - step));
    const double right = crossEntropy(width, actual, logits, std::exp(low + step));
    (left < right ? high : low) = left < right ? low + step : high - step;
  }
  return std::exp((low + high) / 2);
}

} // namespace mien
