#include "core/eval/metrics/uncertainty.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace mien {

namespace {

constexpr double kNormal95 = 1.959963984540054; // quantile of the standard normal distribution at 0.975

/// As Metrics::macro.f1: over the classes that occur, in truth or answer.
double macroF1(const std::vector<std::size_t>& confusion, std::size_t classes) {
  double sum = 0;
  int occurring = 0;
  for (std::size_t c = 0; c < classes; ++c) {
    std::size_t actual = 0;
    std::size_t predicted = 0;
    for (std::size_t other = 0; other < classes; ++other) {
      actual += confusion[c * classes + other];
      predicted += confusion[other * classes + c];
    }
    if (actual + predicted > 0) {
      sum += 2.0 * static_cast<double>(confusion[c * classes + c]) / static_cast<double>(actual + predicted);
      ++occurring;
    }
  }
  return occurring > 0 ? sum / occurring : 0;
}

/// Draws as many images, with replacement: of an image only its cell in the confusion matrix matters, so the cells'
/// numbers are drawn one after the other, each from what is left. The time does not depend on the number of images.
Interval bootstrapMacroF1(const Metrics& metrics, int resamples, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<double> figures;
  std::vector<std::size_t> drawn(metrics.confusion.size());
  for (int i = 0; i < resamples; ++i) {
    std::size_t imagesLeft = metrics.images; // to be drawn
    std::size_t weightLeft = metrics.images; // of the cells to come
    for (std::size_t cell = 0; cell < drawn.size(); ++cell) {
      const std::size_t weight = metrics.confusion[cell];
      if (weight == 0 || weight == weightLeft) { // none can be drawn, or all that are left
        drawn[cell] = weight == 0 ? 0 : imagesLeft;
      } else {
        const double share = static_cast<double>(weight) / static_cast<double>(weightLeft);
        drawn[cell] = std::binomial_distribution<std::size_t>(imagesLeft, share)(random);
      }
      imagesLeft -= drawn[cell];
      weightLeft -= weight;
    }
    figures.push_back(macroF1(drawn, static_cast<std::size_t>(metrics.classes)));
  }
  std::ranges::sort(figures);
  const auto at = [&](double share) {
    return figures[static_cast<std::size_t>(std::lround(share * static_cast<double>(figures.size() - 1)))];
  };
  return {at(0.025), at(0.975)};
}

} // namespace

Interval wilsonInterval(std::size_t right, std::size_t count) {
  if (count == 0) {
    return {0, 1};
  }
  const auto n = static_cast<double>(count);
  const double share = static_cast<double>(right) / n;
  const double z2 = kNormal95 * kNormal95;
  const double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kNormal95 / (1 + z2 / n) * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

MetricIntervals metricIntervals(const Metrics& metrics, int resamples, std::uint64_t seed) {
  MetricIntervals intervals;
  std::size_t right = 0;
  for (int c = 0; c < metrics.classes; ++c) {
    const std::size_t hits = metrics.confusionAt(c, c);
    right += hits;
    intervals.recall.push_back(wilsonInterval(hits, metrics.perClass[static_cast<std::size_t>(c)].support));
  }
  intervals.accuracy = wilsonInterval(right, metrics.images);
  intervals.macroF1 = metrics.images == 0 ? Interval{0, 1} : bootstrapMacroF1(metrics, resamples, seed);
  return intervals;
}

double mcnemarTest(std::size_t onlyFirstRight, std::size_t onlySecondRight) {
  const auto n = static_cast<double>(onlyFirstRight + onlySecondRight);
  const std::size_t fewer = std::min(onlyFirstRight, onlySecondRight);
  double tail = 0;
  for (std::size_t k = 0; k <= fewer; ++k) { // binomial with probability 1/2, in logarithms: n may be thousands
    const auto i = static_cast<double>(k);
    tail += std::exp(std::lgamma(n + 1) - std::lgamma(i + 1) - std::lgamma(n - i + 1) - n * std::log(2.0));
  }
  return std::min(1.0, 2 * tail);
}

} // namespace mien
