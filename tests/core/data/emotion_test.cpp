#include "core/data/emotion.h"

#include "tests/support/user_locale.h"

#include <gtest/gtest.h>

namespace mien {

TEST(Emotion, ReadsUsualSpellings) {
  EXPECT_EQ(parseEmotion("Angry"), Emotion::Anger);
  EXPECT_EQ(parseEmotion("anger"), Emotion::Anger);
  EXPECT_EQ(parseEmotion("HAPPY"), Emotion::Happiness);
  EXPECT_EQ(parseEmotion("happiness"), Emotion::Happiness);
  EXPECT_EQ(parseEmotion("3_fearful"), Emotion::Fear);
  EXPECT_EQ(parseEmotion("bored"), std::nullopt);
  EXPECT_EQ(parseEmotion(""), std::nullopt);
}

TEST(Emotion, FillersBesideTheWordDoNotCount) {
  EXPECT_EQ(parseEmotion("Happy faces"), Emotion::Happiness);
  EXPECT_EQ(parseEmotion("emotion_sad"), Emotion::Sadness);
  EXPECT_EQ(parseEmotion("0_anger"), Emotion::Anger);
  EXPECT_EQ(parseEmotion("unhappy face"), Emotion::Sadness);
  EXPECT_EQ(parseEmotion("not happy"), std::nullopt);
  EXPECT_EQ(parseEmotion("faces"), std::nullopt);
}

TEST(Emotion, TheClosestOneToAMisspeltWord) {
  EXPECT_EQ(closestEmotion("hapy"), Emotion::Happiness);
  EXPECT_EQ(closestEmotion("Neutrall"), Emotion::Neutral);
  EXPECT_EQ(closestEmotion("disguised"), Emotion::Disgust);
  EXPECT_EQ(closestEmotion("feer"), Emotion::Fear);
  EXPECT_EQ(closestEmotion("sda"), Emotion::Sadness);
  EXPECT_EQ(closestEmotion("bored"), std::nullopt);
  EXPECT_EQ(closestEmotion(""), std::nullopt);
}

TEST(Emotion, ReadsCapitalsOfTurkishUsers) {
  const test::UserLocale user("tr_TR");
  EXPECT_EQ(parseEmotion("DISGUST"), Emotion::Disgust);
  EXPECT_EQ(parseEmotion("HAPPINESS"), Emotion::Happiness);
}

TEST(Emotion, EveryNameReadsBackAsItself) {
  for (int i = 0; i < kEmotionCount; ++i) {
    EXPECT_EQ(parseEmotion(voteName(i)), static_cast<Emotion>(i));
  }
  EXPECT_EQ(voteName(9), "NF");
}

TEST(Emotion, SevenClassesLeaveContemptOut) {
  EXPECT_EQ(emotionLabels(8).size(), 8U);
  EXPECT_EQ(emotionLabels(8).back(), "contempt");
  EXPECT_EQ(emotionLabels(7).back(), "fear");
}

} // namespace mien
