#include "core/eval/annotator_agreement.h"

#include "core/data/emotion.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

EvaluatedImage imageWith(std::initializer_list<std::pair<Emotion, int>> votes) {
  EvaluatedImage image;
  for (const auto& [emotion, count] : votes) {
    image.votes[static_cast<std::size_t>(emotion)] = static_cast<std::uint16_t>(count);
  }
  return image;
}

EvaluationResult resultWith(std::vector<EvaluatedImage> images, int classes = 8) {
  EvaluationResult result;
  result.model.labels = emotionLabels(classes);
  result.images = std::move(images);
  return result;
}

TEST(AnnotatorAgreement, IsTheShareThatNamesWhatMostOfTheOthersName) {
  // Of ten, seven say Happiness: each of them has a majority of six beside him; the others do not name it.
  const EvaluationResult clear = resultWith({imageWith({{Emotion::Happiness, 7}, {Emotion::Neutral, 3}})});
  EXPECT_DOUBLE_EQ(*annotatorAgreement(clear, {0}), 0.7);
  // Five to five: without himself each is in a minority of four to five.
  const EvaluationResult even = resultWith({imageWith({{Emotion::Fear, 5}, {Emotion::Surprise, 5}})});
  EXPECT_DOUBLE_EQ(*annotatorAgreement(even, {0}), 0.0);
  // Six to five: each of the six has five beside him, as many as the others are: half of them count.
  const EvaluationResult close = resultWith({imageWith({{Emotion::Fear, 6}, {Emotion::Surprise, 5}})});
  EXPECT_DOUBLE_EQ(*annotatorAgreement(close, {0}), 6.0 / 11 / 2);
}

TEST(AnnotatorAgreement, CountsTheImagesAskedForAndTheEmotionsOfTheModel) {
  EvaluationResult result =
      resultWith({imageWith({{Emotion::Happiness, 10}}), imageWith({{Emotion::Neutral, 6}, {Emotion::Contempt, 4}}),
                  imageWith({{Emotion::Anger, 1}}), imageWith({{Emotion::Contempt, 9}})});
  EXPECT_DOUBLE_EQ(*annotatorAgreement(result, {0, 1}), (1 + 0.6) / 2);
  EXPECT_DOUBLE_EQ(*annotatorAgreement(result, {1, 2}), 0.6) << "one vote says nothing of agreement";
  EXPECT_FALSE(annotatorAgreement(result, {2}));
  result.model.labels = emotionLabels(7);
  EXPECT_DOUBLE_EQ(*annotatorAgreement(result, {1}), 1.0) << "contempt is no answer that the model could give";
  EXPECT_FALSE(annotatorAgreement(result, {3}));
}

} // namespace
} // namespace mien
