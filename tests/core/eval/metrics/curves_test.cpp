#include "core/eval/metrics/curves.h"

#include "core/common/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace mien {
namespace {

using testing::DoubleEq;
using testing::DoubleNear;
using testing::ElementsAre;

TEST(PrecisionRecallCurve, IsScikitLearns) {
  // precision_recall_curve() and average_precision_score() of scikit-learn 1.2 on the same numbers, ties included.
  const std::array<std::uint8_t, 8> truth{0, 1, 1, 0, 1, 0, 0, 1};
  const std::array<float, 8> scores{0.1F, 0.4F, 0.35F, 0.8F, 0.8F, 0.2F, 0.35F, 0.9F};
  const auto curve = precisionRecallCurve(scores, truth);
  EXPECT_THAT(curve.precision, ElementsAre(DoubleEq(0.5), DoubleNear(4.0 / 7, 1e-12), DoubleNear(2.0 / 3, 1e-12),
                                           DoubleEq(0.75), DoubleNear(2.0 / 3, 1e-12), DoubleEq(1), DoubleEq(1)));
  EXPECT_THAT(curve.recall, ElementsAre(1, 1, 1, 0.75, 0.5, 0.25, 0));
  EXPECT_THAT(curve.threshold, ElementsAre(0.1F, 0.2F, 0.35F, 0.4F, 0.8F, 0.9F));
  EXPECT_NEAR(curve.averagePrecision, 0.7708333333333333, 1e-12);
  EXPECT_EQ(curve.positives, 4U);
}

TEST(PrecisionRecallCurve, PerfectRankingHasAverageOne) {
  const std::array<std::uint8_t, 4> truth{0, 0, 1, 1};
  const std::array<float, 4> scores{0.1F, 0.2F, 0.8F, 0.9F};
  EXPECT_DOUBLE_EQ(precisionRecallCurve(scores, truth).averagePrecision, 1);
}

TEST(PrecisionRecallCurve, WithoutPositivesIsZero) {
  const std::array<std::uint8_t, 2> truth{0, 0};
  const std::array<float, 2> scores{0.1F, 0.2F};
  const auto curve = precisionRecallCurve(scores, truth);
  EXPECT_EQ(curve.averagePrecision, 0);
  EXPECT_THAT(curve.precision, ElementsAre(0, 0, 1));
  EXPECT_THAT(curve.recall, ElementsAre(1, 1, 0));
}

TEST(PrecisionRecallCurve, WithoutScoresIsOnePoint) {
  const auto curve = precisionRecallCurve({}, {});
  EXPECT_THAT(curve.precision, ElementsAre(1));
  EXPECT_THAT(curve.recall, ElementsAre(0));
}

TEST(PrecisionRecallCurve, RefusesWhatDoesNotFit) {
  const std::array<std::uint8_t, 2> truth{0, 1};
  const std::array<float, 1> one{0.5F};
  const std::array<float, 2> nothing{0.5F, std::nanf("")};
  EXPECT_THROW((void)precisionRecallCurve(one, truth), Error);
  EXPECT_THROW((void)precisionRecallCurve(nothing, truth), Error);
  const std::array<int, 2> actual{0, 1};
  EXPECT_THROW((void)precisionRecallCurves(2, actual, nothing), Error);
}

TEST(PrecisionRecallCurves, SetEachClassAgainstTheRest) {
  const std::array<int, 3> actual{0, 1, 1};
  const std::array<float, 6> probabilities{0.9F, 0.1F, 0.2F, 0.8F, 0.6F, 0.4F};
  const auto curves = precisionRecallCurves(2, actual, probabilities);
  ASSERT_EQ(curves.size(), 2U);
  EXPECT_EQ(curves[0].positives, 1U);
  EXPECT_EQ(curves[1].positives, 2U);
  EXPECT_DOUBLE_EQ(curves[0].averagePrecision, 1);
  EXPECT_DOUBLE_EQ(curves[1].averagePrecision, 1);
}

} // namespace
} // namespace mien
