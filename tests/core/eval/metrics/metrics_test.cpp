#include "core/eval/metrics/metrics.h"

#include "core/common/error.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace mien {
namespace {

// Four images of classes 0, 0, 1, 1; the third is mistaken for class 0, and nothing is ever class 2.
const std::vector<int> kActual{0, 0, 1, 1};
const std::vector<float> kProbabilities{
    0.7F, 0.2F, 0.1F, //
    0.5F, 0.1F, 0.4F, //
    0.6F, 0.1F, 0.3F, //
    0.2F, 0.8F, 0.0F, //
};

TEST(Metrics, CountsHitsAndConfusions) {
  const Metrics metrics = computeMetrics(3, kActual, kProbabilities);
  EXPECT_EQ(metrics.images, 4U);
  EXPECT_DOUBLE_EQ(metrics.accuracy, 0.75);
  EXPECT_DOUBLE_EQ(metrics.top2Accuracy, 0.75); // the third image's class comes last
  EXPECT_EQ(metrics.confusion, (std::vector<std::size_t>{2, 0, 0, 1, 1, 0, 0, 0, 0}));
  EXPECT_EQ(metrics.confusionAt(1, 0), 1U);
}

TEST(Metrics, ComputesPrecisionRecallAndF1PerClass) {
  const Metrics metrics = computeMetrics(3, kActual, kProbabilities);
  ASSERT_EQ(metrics.perClass.size(), 3U);
  EXPECT_DOUBLE_EQ(metrics.perClass[0].precision, 2.0 / 3);
  EXPECT_DOUBLE_EQ(metrics.perClass[0].recall, 1.0);
  EXPECT_DOUBLE_EQ(metrics.perClass[0].f1, 0.8);
  EXPECT_EQ(metrics.perClass[0].support, 2U);
  EXPECT_DOUBLE_EQ(metrics.perClass[1].precision, 1.0);
  EXPECT_DOUBLE_EQ(metrics.perClass[1].recall, 0.5);
  EXPECT_DOUBLE_EQ(metrics.perClass[1].f1, 2.0 / 3);
}

TEST(Metrics, GivesZeroWhereThereIsNothingToDivideBy) {
  const Metrics metrics = computeMetrics(3, kActual, kProbabilities);
  EXPECT_EQ(metrics.perClass[2].precision, 0.0);
  EXPECT_EQ(metrics.perClass[2].recall, 0.0);
  EXPECT_EQ(metrics.perClass[2].f1, 0.0);
  EXPECT_EQ(metrics.perClass[2].support, 0U);

  const Metrics none = computeMetrics(3, {}, {});
  EXPECT_EQ(none.accuracy, 0.0);
  EXPECT_EQ(none.loss, 0.0);
  EXPECT_EQ(none.expectedCalibrationError, 0.0);
}

TEST(Metrics, AveragesOverClassesAndOverImages) {
  const Metrics metrics = computeMetrics(3, kActual, kProbabilities);
  EXPECT_NEAR(metrics.macro.f1, (0.8 + 2.0 / 3) / 2, 1e-12) << "the third class neither is nor is answered";
  EXPECT_NEAR(metrics.weighted.f1, (0.8 + 2.0 / 3) / 2, 1e-12);
  EXPECT_NEAR(metrics.weighted.recall, metrics.accuracy, 1e-12);
  EXPECT_EQ(metrics.macro.support, 4U);
}

// sklearn.metrics.precision_recall_fscore_support([0, 0, 1, 1], [0, 1, 1, 3], average="macro", zero_division=0):
// (0.5, 0.3333, 0.3889). Class 2 does not occur; class 3 is answered once and counts with 0.
TEST(Metrics, MacroIsOverTheClassesThatOccurInTruthOrAnswer) {
  const std::vector<int> actual{0, 0, 1, 1};
  const std::vector<float> probabilities{0.7F, 0.1F, 0.1F, 0.1F, 0.1F, 0.7F, 0.1F, 0.1F,
                                         0.1F, 0.7F, 0.1F, 0.1F, 0.1F, 0.1F, 0.1F, 0.7F};
  const Metrics metrics = computeMetrics(4, actual, probabilities);
  EXPECT_NEAR(metrics.macro.precision, 0.5, 1e-12);
  EXPECT_NEAR(metrics.macro.recall, 1.0 / 3, 1e-12);
  EXPECT_NEAR(metrics.macro.f1, 7.0 / 18, 1e-12);
  EXPECT_EQ(metrics.occurring(), 3);
  EXPECT_FALSE(metrics.occurs(2));
  EXPECT_TRUE(metrics.occurs(3));

  const Metrics one = computeMetrics(4, std::vector<int>{1}, std::span(probabilities).subspan(4, 4));
  EXPECT_EQ(one.macro.f1, 1.0);
  EXPECT_EQ(one.occurring(), 1);
  EXPECT_EQ(computeMetrics(4, {}, {}).macro.f1, 0.0);
}

TEST(Metrics, LossIsTheMeanNegativeLogOfTheTrueClass) {
  const Metrics metrics = computeMetrics(3, kActual, kProbabilities);
  EXPECT_NEAR(metrics.loss, -(std::log(0.7) + std::log(0.5) + std::log(0.1) + std::log(0.8)) / 4, 1e-7);
}

TEST(Metrics, LossAgainstADistributionWeighsItsClasses) {
  const std::vector<int> actual{0};
  const std::vector<float> probabilities{0.5F, 0.25F, 0.25F};
  const std::vector<float> target{0.6F, 0.4F, 0.0F};
  const Metrics metrics = computeMetrics(3, actual, probabilities, target);
  EXPECT_NEAR(metrics.loss, -(0.6 * std::log(0.5) + 0.4 * std::log(0.25)), 1e-7);
}

TEST(Metrics, LossStaysFiniteWhenTheTrueClassHasNoProbability) {
  const std::vector<int> actual{1};
  const std::vector<float> probabilities{1.0F, 0.0F};
  const Metrics metrics = computeMetrics(2, actual, probabilities);
  EXPECT_NEAR(metrics.loss, -std::log(std::numeric_limits<double>::epsilon()), 1e-9);
}

TEST(Metrics, CalibrationErrorIsTheWeightedGapBetweenConfidenceAndAccuracy) {
  // Two images at 0.75 confidence, one right: a gap of 0.25. Two at 1.0, both right: no gap.
  const std::vector<int> actual{0, 1, 1, 1};
  const std::vector<float> probabilities{0.75F, 0.25F, 0.75F, 0.25F, 0.0F, 1.0F, 0.0F, 1.0F};
  const Metrics metrics = computeMetrics(2, actual, probabilities);
  EXPECT_NEAR(metrics.expectedCalibrationError, 0.5 * 0.25, 1e-9);

  ASSERT_EQ(metrics.calibration.size(), static_cast<std::size_t>(kCalibrationBins));
  const CalibrationBin& bin = metrics.calibration[11]; // (11/15, 12/15]
  EXPECT_NEAR(bin.lower, 11.0 / 15, 1e-12);
  EXPECT_EQ(bin.count, 2U);
  EXPECT_NEAR(bin.confidence, 0.75, 1e-9);
  EXPECT_NEAR(bin.accuracy, 0.5, 1e-9);
  EXPECT_EQ(metrics.calibration[14].count, 2U);
}

TEST(Metrics, ABinHoldsItsUpperEdgeAndNotItsLowerOne) {
  const std::vector<int> actual{0};
  const std::vector<float> edge{1.0F, 0.0F};
  EXPECT_EQ(computeMetrics(2, actual, edge).calibration[14].count, 1U);
  // Exactly 9/15 and 12/15 as the documented edges have them: floats that lie just below and just above.
  for (const auto& [confidence, bin] :
       {std::pair{9.0F / 15, 9}, {std::nextafter(9.0F / 15, 0.0F), 8}, {12.0F / 15, 12}}) {
    const std::vector<float> row{confidence, 1 - confidence};
    EXPECT_EQ(computeMetrics(2, actual, row).calibration[static_cast<std::size_t>(bin)].count, 1U) << confidence;
  }
  const std::vector<float> overshoot{std::nextafter(1.0F, 2.0F), 0.0F};
  EXPECT_EQ(computeMetrics(2, actual, overshoot).calibration[14].count, 1U);
}

TEST(Metrics, TheHigherClassWinsATieForSecondPlace) {
  const std::vector<float> tied{0.6F, 0.2F, 0.2F};
  EXPECT_EQ(computeMetrics(3, std::vector<int>{2}, tied).top2Accuracy, 1.0);
  EXPECT_EQ(computeMetrics(3, std::vector<int>{1}, tied).top2Accuracy, 0.0);
}

TEST(Metrics, RefusesInputThatDoesNotFit) {
  EXPECT_THROW((void)computeMetrics(3, kActual, std::span(kProbabilities).first(11)), Error);
  EXPECT_THROW((void)computeMetrics(3, kActual, kProbabilities, std::span(kProbabilities).first(3)), Error);
  EXPECT_THROW((void)computeMetrics(1, std::vector<int>{0}, std::vector<float>{1.0F}), Error);
  EXPECT_THROW((void)computeMetrics(2, std::vector<int>{2}, std::vector<float>{0.5F, 0.5F}), Error);
  EXPECT_THROW((void)computeMetrics(2, std::vector<int>{-1}, std::vector<float>{0.5F, 0.5F}), Error);
}

TEST(Metrics, RefusesProbabilitiesThatAreNoNumbers) {
  const std::vector<float> broken{std::numeric_limits<float>::quiet_NaN(), 0.5F};
  EXPECT_THROW((void)computeMetrics(2, std::vector<int>{0}, broken), Error);
}

} // namespace
} // namespace mien
