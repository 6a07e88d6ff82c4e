#include "core/eval/subset.h"

#include "core/common/error.h"
#include "tests/support/made_evaluation.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

TEST(SubsetByAgreement, WithAllImagesHasTheSameFigures) {
  EvaluationResult result = test::madeEvaluation(400, 1);
  std::vector<int> actual;
  std::vector<float> targets;
  for (const EvaluatedImage& image : result.images) {
    actual.push_back(image.actual);
    const auto target = makeTarget(image.votes, result.policy, 8);
    ASSERT_TRUE(target);
    targets.insert(targets.end(), target->begin(), target->end());
  }
  const Metrics whole = computeMetrics(8, actual, result.probabilities, targets);
  const EvaluationSubset subset = subsetByAgreement(result, 0);
  EXPECT_EQ(subset.images.size(), 400U);
  EXPECT_EQ(subset.metrics.accuracy, whole.accuracy);
  EXPECT_EQ(subset.metrics.loss, whole.loss);
  EXPECT_EQ(subset.metrics.confusion, whole.confusion);
}

TEST(SubsetByAgreement, LeavesContestedImagesOut) {
  const EvaluationResult result = test::madeEvaluation(400, 2);
  std::size_t before = result.images.size() + 1;
  for (const float least : {0.6F, 0.7F, 0.8F, 0.9F, 1.0F}) {
    const EvaluationSubset subset = subsetByAgreement(result, least);
    EXPECT_LT(subset.images.size(), before);
    before = subset.images.size();
    EXPECT_EQ(subset.metrics.images, before);
    for (const int index : subset.images) {
      EXPECT_GE(agreement(result.images[static_cast<std::size_t>(index)].votes), least - 1e-4F);
    }
  }
  EXPECT_GT(subsetByAgreement(result, 1.0F).metrics.accuracy, result.metrics.accuracy);
}

TEST(SubsetByAgreement, UsesTheOrderOfTheModelsLabels) {
  EvaluationResult result = test::madeEvaluation(300, 3);
  const double loss = subsetByAgreement(result, 0.7F).metrics.loss;
  std::ranges::reverse(result.model.labels);
  for (std::size_t i = 0; i < result.images.size(); ++i) {
    std::reverse(result.probabilities.begin() + static_cast<std::ptrdiff_t>(8 * i),
                 result.probabilities.begin() + static_cast<std::ptrdiff_t>(8 * i + 8));
    result.images[i].actual = 7 - result.images[i].actual;
  }
  EXPECT_NEAR(subsetByAgreement(result, 0.7F).metrics.loss, loss, 1e-12);
}

TEST(SubsetByAgreement, MayBeEmpty) {
  const EvaluationSubset subset = subsetByAgreement(test::madeEvaluation(50, 4), 1.1F);
  EXPECT_TRUE(subset.images.empty());
  EXPECT_EQ(subset.metrics.accuracy, 0);
}

TEST(SubsetByAgreement, RefusesOtherLabels) {
  EvaluationResult result = test::madeEvaluation(50, 4);
  result.model.labels[2] = "cat";
  EXPECT_THROW(static_cast<void>(subsetByAgreement(result, 0)), Error);
}

} // namespace
} // namespace mien
