#include "core/eval/metrics/uncertainty.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mien {
namespace {

// The expected numbers are from Python: the formulas of Wilson and McNemar written anew (math.comb), and 40,000
// resamples of the images of a confusion matrix.

TEST(Uncertainty, WilsonsIntervalOfAShare) {
  const Interval most = wilsonInterval(8, 10);
  EXPECT_NEAR(most.lower, 0.49016, 1e-5);
  EXPECT_NEAR(most.upper, 0.94332, 1e-5);
  const Interval many = wilsonInterval(2766, 3191);
  EXPECT_NEAR(many.lower, 0.85458, 1e-5);
  EXPECT_NEAR(many.upper, 0.87816, 1e-5);
  EXPECT_EQ(wilsonInterval(0, 20).lower, 0);
  EXPECT_NEAR(wilsonInterval(0, 20).upper, 0.16113, 1e-5);
  EXPECT_NEAR(wilsonInterval(20, 20).lower, 0.83887, 1e-5);
  EXPECT_EQ(wilsonInterval(20, 20).upper, 1);
  EXPECT_EQ(wilsonInterval(0, 0).lower, 0);
  EXPECT_EQ(wilsonInterval(0, 0).upper, 1);
}

/// Metrics of images with these numbers of (true, predicted).
Metrics metricsOf(int classes, const std::vector<int>& confusion) {
  std::vector<int> actual;
  std::vector<float> probabilities;
  for (int cell = 0; cell < classes * classes; ++cell) {
    for (int i = 0; i < confusion[static_cast<std::size_t>(cell)]; ++i) {
      actual.push_back(cell / classes);
      for (int c = 0; c < classes; ++c) {
        probabilities.push_back(c == cell % classes ? 0.8F : 0.2F / static_cast<float>(classes - 1));
      }
    }
  }
  return computeMetrics(classes, actual, probabilities);
}

TEST(Uncertainty, ResamplingImagesMovesTheMacroF1) {
  const Metrics metrics = metricsOf(3, {40, 5, 3, 6, 20, 4, 1, 2, 9});
  ASSERT_NEAR(metrics.macro.f1, 0.728906, 1e-6);
  const MetricIntervals intervals = metricIntervals(metrics, 4000);
  EXPECT_NEAR(intervals.macroF1.lower, 0.6138, 0.01);
  EXPECT_NEAR(intervals.macroF1.upper, 0.8260, 0.01);
  EXPECT_EQ(intervals.macroF1.lower, metricIntervals(metrics, 4000).macroF1.lower) << "the same every time";
  EXPECT_NE(intervals.macroF1.lower, metricIntervals(metrics, 4000, 2).macroF1.lower);
}

TEST(Uncertainty, EachShareHasItsOwnImages) {
  const MetricIntervals intervals = metricIntervals(metricsOf(3, {40, 5, 3, 6, 20, 4, 1, 2, 9}), 10);
  const Interval accuracy = wilsonInterval(69, 90);
  EXPECT_EQ(intervals.accuracy.lower, accuracy.lower);
  EXPECT_EQ(intervals.accuracy.upper, accuracy.upper);
  ASSERT_EQ(intervals.recall.size(), 3U);
  EXPECT_EQ(intervals.recall[0].lower, wilsonInterval(40, 48).lower);
  EXPECT_EQ(intervals.recall[1].upper, wilsonInterval(20, 30).upper);
  EXPECT_EQ(intervals.recall[2].lower, wilsonInterval(9, 12).lower);
}

TEST(Uncertainty, WithoutImagesNothingIsKnown) {
  const MetricIntervals intervals = metricIntervals(computeMetrics(3, {}, {}));
  EXPECT_EQ(intervals.accuracy.upper - intervals.accuracy.lower, 1);
  EXPECT_EQ(intervals.macroF1.upper - intervals.macroF1.lower, 1);
}

TEST(Uncertainty, McNemarLooksAtWhatOnlyOneGotRight) {
  EXPECT_NEAR(mcnemarTest(3, 10), 0.09228515625, 1e-9);
  EXPECT_NEAR(mcnemarTest(10, 3), 0.09228515625, 1e-9);
  EXPECT_NEAR(mcnemarTest(120, 160), 0.0196067, 1e-7);
  EXPECT_NEAR(mcnemarTest(0, 6), 0.03125, 1e-9);
  EXPECT_NEAR(mcnemarTest(5, 5), 1, 1e-9);
  EXPECT_EQ(mcnemarTest(0, 0), 1);
}

} // namespace
} // namespace mien
