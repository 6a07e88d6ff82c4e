#include "ui/evaluate/compare/comparison.h"

#include "tests/support/screen_locale.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mien::ui {
namespace {

/// An evaluation with such labels, of images "0.png", "1.png", ... with the true and the named class of each.
EvaluationResult evaluationOf(std::vector<std::string> labels, const std::vector<std::pair<int, int>>& images) {
  EvaluationResult result;
  result.model.labels = std::move(labels);
  std::vector<int> actual;
  const auto classes = result.model.labels.size();
  for (const auto& [truth, answer] : images) {
    result.images.push_back({std::to_string(result.images.size()) + ".png", {}, truth, answer});
    actual.push_back(truth);
    for (std::size_t c = 0; c < classes; ++c) {
      result.probabilities.push_back(static_cast<int>(c) == answer ? 1.0F : 0.0F);
    }
  }
  result.metrics = computeMetrics(static_cast<int>(classes), actual, result.probabilities);
  return result;
}

// Image:                                                   0       1       2       3       4
const std::vector<std::pair<int, int>> kFirst{/* */ {0, 0}, {1, 1}, {2, 0}, {0, 1}, {1, 0}};
const std::vector<std::pair<int, int>> kSecond{/**/ {0, 0}, {1, 2}, {2, 2}, {0, 2}, {1, 0}};

TEST(Disagreements, AreOfThreeKinds) {
  const EvaluationResult first = evaluationOf({"neutral", "happiness", "surprise"}, kFirst);
  const EvaluationResult second = evaluationOf({"neutral", "happiness", "surprise"}, kSecond);
  EXPECT_EQ(disagreements(first, second, Disagreement::Any), (QVector<int>{1, 2, 3}));
  EXPECT_EQ(disagreements(first, second, Disagreement::OnlyFirstRight), QVector<int>{1});
  EXPECT_EQ(disagreements(first, second, Disagreement::OnlySecondRight), QVector<int>{2});
}

TEST(Disagreements, GoByTheNameOfTheClassAndOfTheFile) {
  const EvaluationResult first = evaluationOf({"neutral", "happiness", "surprise"}, kFirst);
  // The same answers as kFirst from a model that lists its classes the other way round, of some of the images.
  EvaluationResult second =
      evaluationOf({"surprise", "happiness", "neutral"}, {{2, 2}, {1, 1}, {0, 2}, {2, 1}, {1, 2}});
  EXPECT_TRUE(disagreements(first, second, Disagreement::Any).isEmpty());
  second.images[1].predicted = 0;
  second.images[2].file = "another.png";
  EXPECT_EQ(disagreements(first, second, Disagreement::Any), QVector<int>{1});
}

TEST(CompareFigures, PutsTheSameClassSideBySide) {
  const EvaluationResult first = evaluationOf({"neutral", "happiness", "surprise"}, kFirst);
  const EvaluationResult second =
      evaluationOf({"surprise", "happiness", "neutral"}, {{2, 2}, {1, 1}, {0, 0}, {2, 2}, {1, 1}});
  const auto figures = compareFigures(first, second);
  const auto f1 = [&](const QString& name) {
    const auto found = std::ranges::find(figures, name, &ComparedFigure::name);
    EXPECT_NE(found, figures.end()) << name.toStdString();
    return found == figures.end() ? std::pair(-1.0, -1.0) : std::pair(found->first, found->second);
  };
  // Of the first: neutral is named 3 times, is the truth 2 times, once both; happiness 2, 2, 1; surprise 0, 1, 0.
  EXPECT_EQ(f1(QStringLiteral("F1 of Neutral")), std::pair(2.0 / 5, 1.0));
  EXPECT_EQ(f1(QStringLiteral("F1 of Happiness")), std::pair(2.0 / 4, 1.0));
  EXPECT_EQ(f1(QStringLiteral("F1 of Surprise")), std::pair(0.0, 1.0));
  const auto accuracy = f1(QStringLiteral("Accuracy"));
  EXPECT_DOUBLE_EQ(accuracy.first, 0.4);
  EXPECT_DOUBLE_EQ(accuracy.second, 1.0);
}

TEST(PairedVerdict, CountsWhatOnlyOneGotRight) {
  const EvaluationResult first = evaluationOf({"neutral", "happiness", "surprise"}, kFirst);
  EvaluationResult second = evaluationOf({"neutral", "happiness", "surprise"}, kSecond);
  second.images[0].file = "another.png";
  const PairedCounts counts = pairedCounts(first, second);
  EXPECT_EQ(counts.both, 4U);
  EXPECT_EQ(counts.onlyFirstRight, 1U);
  EXPECT_EQ(counts.onlySecondRight, 1U);
}

TEST(PairedVerdict, SaysWhetherItMayBeChance) {
  const mien::test::ScreenLocale english(QLocale::c());
  EXPECT_EQ(pairedVerdict({3, 10, 100}),
            QStringLiteral("Of 100 images only the first model has 3 right, only the second "
                           "10: that may be chance (McNemar's test, p = 0.092)."));
  EXPECT_TRUE(pairedVerdict({120, 160, 3191})
                  .endsWith(QStringLiteral("the second is better by more than chance (McNemar's test, p = 0.020).")));
  EXPECT_TRUE(pairedVerdict({300, 100, 3191})
                  .endsWith(QStringLiteral("the first is better by more than chance (McNemar's test, p < 0.001).")));
  EXPECT_TRUE(pairedVerdict({0, 0, 0}).startsWith(QStringLiteral("The two were evaluated on different images")));
}

} // namespace
} // namespace mien::ui
