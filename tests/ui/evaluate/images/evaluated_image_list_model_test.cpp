#include "ui/evaluate/images/evaluated_image_list_model.h"

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

struct Answered {
  std::string file;
  int actual;
  int predicted;
  std::vector<float> probabilities;
};

std::shared_ptr<const EvaluationResult> evaluationOf(std::vector<std::string> labels,
                                                     const std::vector<Answered>& images) {
  auto result = std::make_shared<EvaluationResult>();
  result->model.labels = std::move(labels);
  for (const Answered& image : images) {
    result->images.push_back({image.file, {}, image.actual, image.predicted});
    result->probabilities.insert(result->probabilities.end(), image.probabilities.begin(), image.probabilities.end());
  }
  return result;
}

class EvaluatedImages : public testing::Test {
protected:
  EvaluatedImages() {
    auto first = std::make_shared<EvaluationResult>(*evaluationOf(
        {"neutral", "happiness", "surprise"}, {{"a.png", 0, 0, {0.6F, 0.3F, 0.1F}}, {"b.png", 1, 2, {0, 0.2F, 0.8F}}}));
    first->images[1].votes = {2, 7, 0, 0, 0, 0, 0, 0, 1, 0}; // of neutral, happiness, ..., unknown, not a face
    m_model.setSource(first, nullptr);
  }

  EvaluatedImageListModel m_model;
};

TEST_F(EvaluatedImages, SayTheVotesAndTheAnswer) {
  const ImageFacts right = m_model.facts(0);
  EXPECT_TRUE(right.right);
  EXPECT_EQ(right.verdict, QStringLiteral("Neutral, recognised"));
  EXPECT_EQ(right.model, QStringLiteral("Model: Neutral 60 %, Happiness 30 %"));
  const ImageFacts wrong = m_model.facts(1);
  EXPECT_FALSE(wrong.right);
  EXPECT_EQ(wrong.verdict, QStringLiteral("Happiness taken for Surprise"));
  EXPECT_EQ(wrong.votes, QStringLiteral("Votes: Happiness 7, Neutral 2, Unknown 1"));
  EXPECT_EQ(wrong.model, QStringLiteral("Model: Surprise 80 %, Happiness 20 %"));
  EXPECT_EQ(wrong.other, QString());
  ASSERT_EQ(wrong.voteBar.size(), 3U);
  EXPECT_EQ(wrong.voteBar[0].emotion, 1);
  EXPECT_DOUBLE_EQ(wrong.voteBar[0].share, 0.7);
  EXPECT_EQ(wrong.voteBar[2].emotion, 8);
  EXPECT_DOUBLE_EQ(wrong.voteBar[2].share, 0.1);
  ASSERT_EQ(wrong.modelBar.size(), 2U) << "nothing went to neutral";
  EXPECT_EQ(wrong.modelBar[0].emotion, static_cast<int>(Emotion::Surprise));
  EXPECT_FLOAT_EQ(static_cast<float>(wrong.modelBar[0].share), 0.8F);
}

TEST_F(EvaluatedImages, TheSecondModelsAnswerIsAboutTheSameFileInItsOwnOrderOfClasses) {
  m_model.setOther(evaluationOf({"surprise", "neutral", "happiness"},
                                {{"b.png", 2, 1, {0.1F, 0.5F, 0.4F}}, {"another.png", 0, 0, {1, 0, 0}}}));
  const ImageFacts compared = m_model.facts(1);
  EXPECT_EQ(compared.model, QStringLiteral("First model: Surprise 80 %, Happiness 20 %"));
  EXPECT_EQ(compared.other, QStringLiteral("Second model: Neutral 50 %, Happiness 40 %"));
  ASSERT_EQ(compared.otherBar.size(), 3U);
  EXPECT_EQ(compared.otherBar[0].emotion, static_cast<int>(Emotion::Neutral));
  EXPECT_EQ(compared.otherBar[2].emotion, static_cast<int>(Emotion::Surprise));
  EXPECT_EQ(m_model.facts(0).other, QString()) << "the second model has not seen a.png";
}

} // namespace
} // namespace mien::ui
