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
