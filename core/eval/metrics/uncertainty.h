#pragma once

#include "core/eval/metrics/metrics.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mien {

/// A range that holds the true value in 95 of 100 such samples of images.
struct Interval {
  double lower = 0;
  double upper = 0;
};

/// 95 % score interval of a share, `right` of `count` (Wilson 1927): within 0 and 1, and of use for few images and for
/// shares near 0 or 1. No images: 0 to 1.
[[nodiscard]] Interval wilsonInterval(std::size_t right, std::size_t count);

/// How far the figures would move with other images of the same kind.
struct MetricIntervals {
  Interval accuracy;            ///< Wilson's
  Interval macroF1;             ///< percentile bootstrap over images (Efron 1979)
  std::vector<Interval> recall; ///< of each class, Wilson's
};

/// The same images and `seed` give the same intervals, with the same standard library. No images: 0 to 1. Some ten
/// milliseconds for 500 resamples, however many images there are.
[[nodiscard]] MetricIntervals metricIntervals(const Metrics& metrics, int resamples = 1000, std::uint64_t seed = 1);

/// How probable it is that two classifiers of the same worth differ as much as this on the same images: the two-sided
/// exact McNemar test (McNemar 1947) on the images that only one of them got right. 1 where there are none.
[[nodiscard]] double mcnemarTest(std::size_t onlyFirstRight, std::size_t onlySecondRight);

} // namespace mien
