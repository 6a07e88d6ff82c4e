#include "core/common/error.h"
#include "core/data/table/label_text.h"
#include "core/data/table/pixel_text.h"
#include "core/data/table/row_label.h"
#include "core/data/table/votes_row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mien::detail {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(LabelText, ReadsWordsAndNumbers) {
  for (const char* happy : {"happy", "Happiness", " HAPPY ", "3: happy", "\"happy\"", "['happy']", "Happy face"}) {
    EXPECT_EQ(parseLabelText(happy).emotion, Emotion::Happiness) << happy;
  }
  for (const char* three : {"3", " 3 ", "3.0", "3.", "3,0", "\" 3 \"", "[3]", "3e0"}) {
    EXPECT_EQ(parseLabelText(three).number, 3) << three;
    EXPECT_FALSE(parseLabelText(three).emotion);
  }
  EXPECT_EQ(parseLabelText("-1").number, -1);
  for (const char* none : {"", "nan", "3.5", "unknown", "NF", "1e300", "#N/A"}) {
    EXPECT_FALSE(parseLabelText(none).number || parseLabelText(none).emotion) << none;
  }
}

TEST(LabelText, EachNumberOfFer2013HasItsEmotion) {
  // The order of the challenge
  // (https://www.kaggle.com/c/challenges-in-representation-learning-facial-expression-recognition-challenge/data).
  EXPECT_EQ(emotionOfNumber(0), Emotion::Anger);
  EXPECT_EQ(emotionOfNumber(1), Emotion::Disgust);
  EXPECT_EQ(emotionOfNumber(2), Emotion::Fear);
  EXPECT_EQ(emotionOfNumber(3), Emotion::Happiness);
  EXPECT_EQ(emotionOfNumber(4), Emotion::Sadness);
  EXPECT_EQ(emotionOfNumber(5), Emotion::Surprise);
  EXPECT_EQ(emotionOfNumber(6), Emotion::Neutral);
  EXPECT_EQ(emotionOfNumber(7), std::nullopt);
  EXPECT_EQ(emotionOfNumber(-1), std::nullopt);
}

TEST(RowLabel, NumbersThatCannotBeKnownAreRefusedByTheirRange) {
  const auto messageOf = [](auto refuse, std::initializer_list<long long> numbers) {
    LabelRange range;
    for (const long long number : numbers) {
      range.add(number);
    }
    try {
      refuse(range, "train.csv");
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_THAT(messageOf(refuseNumbersFromOne, {3, 7, 1}),
              HasSubstr("train.csv labels its images with the numbers 1 to 7"));
  EXPECT_EQ(messageOf(refuseNumbersFromOne, {0, 6}), "");
  EXPECT_EQ(messageOf(refuseNumbersFromOne, {1, 6}), "") << "no anger among few images";
  EXPECT_EQ(messageOf(refuseNumbersFromOne, {0, 7}), "") << "single rows are left out instead";
  EXPECT_THAT(messageOf(refuseOtherNumbers, {0, 7}), HasSubstr("0 to 7"));
  EXPECT_THAT(messageOf(refuseOtherNumbers, {1, 7}), HasSubstr("1 to 7"));
  EXPECT_THAT(messageOf(refuseOtherNumbers, {-1, 3}), HasSubstr("-1 to 3"));
  EXPECT_EQ(messageOf(refuseOtherNumbers, {0, 6}), "");
  EXPECT_EQ(messageOf(refuseOtherNumbers, {}), "");
}

TEST(VotesRow, SharesBecomeTenthsAndCountsStay) {
  VoteColumns columns;
  columns.fill(-1);
  columns[0] = 0;
  columns[1] = 1;
  columns[2] = 2;
  std::string reason;
  EXPECT_EQ(parseVotes({"0", "1", "0"}, columns, reason), (Votes{0, 10})) << "one-hot";
  EXPECT_EQ(parseVotes({"0.2", "0.5", "0.3"}, columns, reason), (Votes{2, 5, 3}));
  EXPECT_EQ(parseVotes({"0.67", "0.27", "0.06"}, columns, reason), (Votes{7, 3, 1})) << "rounded";
  EXPECT_EQ(parseVotes({"4", "3.0", "0"}, columns, reason), (Votes{4, 3}));
  EXPECT_EQ(parseVotes({"0", "0", "0"}, columns, reason), std::nullopt);
  EXPECT_THAT(reason, HasSubstr("all votes are 0"));
  EXPECT_EQ(parseVotes({"0.5", "3", "1"}, columns, reason), std::nullopt);
  EXPECT_EQ(parseVotes({"4", "", "1"}, columns, reason), std::nullopt);
  EXPECT_THAT(reason, HasSubstr("happiness"));
  EXPECT_EQ(parseVotes({"4", "many", "1"}, columns, reason), std::nullopt);
  EXPECT_THAT(reason, HasSubstr("\"many\""));
}

TEST(PixelText, ReadsBracketsCommasAndDecimals) {
  std::vector<std::uint8_t> pixels;
  const char* reason = nullptr;
  for (const char* text : {"1 2 3 255", "[1, 2, 3, 255]", "1,2,3,255", "1.0 2.0 3.0 255.0", "[ 1.  2.  3. 255.]",
                           "1;2;3;255", "[[1 2]\t[3 255]]"}) {
    EXPECT_EQ(parsePixels(text, pixels, reason), 2) << text;
    EXPECT_THAT(pixels, ElementsAre(1, 2, 3, 255)) << text;
  }
  EXPECT_EQ(parsePixels("0.0 0.2 0.4 1.0", pixels, reason), 2);
  EXPECT_THAT(pixels, ElementsAre(0, 51, 102, 255)) << "shares of 255";
}

TEST(PixelText, SaysWhatIsWrong) {
  std::vector<std::uint8_t> pixels;
  const auto reasonOf = [&](std::string_view text) {
    const char* reason = "";
    EXPECT_EQ(parsePixels(text, pixels, reason), 0) << text;
    return std::string(reason);
  };
  EXPECT_THAT(reasonOf("[70 80 82 ... 106 109 82]"), HasSubstr("left out"));
  EXPECT_THAT(reasonOf("1 2 3 256"), HasSubstr("between 0 and 255"));
  EXPECT_THAT(reasonOf("1 2 3 -4"), HasSubstr("between 0 and 255"));
  EXPECT_THAT(reasonOf("1 2 three 4"), HasSubstr("no number"));
  for (const char* text : {"1 2 3", "1 2 3 4 5", "1 2 3 4 5 6 7 8 9 10", "", "[]"}) {
    EXPECT_THAT(reasonOf(text), HasSubstr("no square")) << text;
  }
}

} // namespace

} // namespace mien::detail
