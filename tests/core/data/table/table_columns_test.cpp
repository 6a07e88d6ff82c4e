#include "core/data/table/table_columns.h"

#include <gtest/gtest.h>

namespace mien::detail {

namespace {

using Row = std::vector<std::string>;

TEST(TableColumns, AreFoundByTheirNames) {
  for (const Row& header :
       {Row{"image", "label", "usage"}, Row{"File", "Emotion", "Split"}, Row{"PATH", "class", "Set"},
        Row{"filename", "expression", "subset"}, Row{"Image name", "emotion", " Usage"}, Row{"pth", "label", "split"},
        Row{"image_path", "label_name", "split"}, Row{"img", "Class Name", "partition"}}) {
    const TableColumns columns = columnsByName(header);
    EXPECT_EQ(columns.image, 0U) << header[0];
    EXPECT_EQ(columns.label, 1U) << header[1];
    EXPECT_EQ(columns.split, 2U) << header[2];
    EXPECT_FALSE(columns.pixels);
    EXPECT_FALSE(columns.votes);
  }
  const TableColumns icml = columnsByName({"emotion", " Usage", " pixels"});
  EXPECT_EQ(icml.label, 0U);
  EXPECT_EQ(icml.split, 1U);
  EXPECT_EQ(icml.pixels, 2U);
  const TableColumns legend = columnsByName({"user.id", "image", "emotion"}); // of a public data set
  EXPECT_EQ(legend.image, 1U);
  EXPECT_EQ(legend.label, 2U);
  EXPECT_FALSE(legend.person) << "the user is who labelled";
  EXPECT_EQ(columnsByName({"", "pth", "label", "relFCs"}).image, 1U); // AffectNet's
}

TEST(TableColumns, AColumnAnEmotion) {
  const TableColumns ferplus = columnsByName({"Usage", "Image name", "neutral", "happiness", "surprise", "sadness",
                                              "anger", "disgust", "fear", "contempt", "unknown", "NF"});
  ASSERT_TRUE(ferplus.votes);
  EXPECT_EQ(*ferplus.votes, voteColumnsFrom(2));
  EXPECT_FALSE(ferplus.secondContempt);
  const TableColumns seven = columnsByName({"file", "Angry", "Disgusted", "Fearful", "Happy", "Sad", "Surprised"});
  ASSERT_TRUE(seven.votes);
  EXPECT_EQ(*seven.votes, (VoteColumns{-1, 4, 6, 5, 1, 2, 3, -1, -1, -1}));
  EXPECT_FALSE(columnsByName({"file", "happy", "size"}).votes) << "one word is no table of votes";
}

TEST(TableColumns, ASecondContemptStandsForUnknown) {
  const TableColumns columns = columnsByName({"Usage", "Image name", "neutral", "happiness", "surprise", "sadness",
                                              "anger", "disgust", "fear", "contempt", "contempt", "NF"});
  ASSERT_TRUE(columns.votes);
  EXPECT_EQ(*columns.votes, voteColumnsFrom(2));
  EXPECT_TRUE(columns.secondContempt);
}

TEST(TableColumns, AreFoundByWhatTheyHold) {
  const auto ferplus =
      columnsByContent({{"few.png", "(0, 0, 48, 48)", "1", "2"},
                        {"a.png", "(0, 0, 48, 48)", "4", "0", "0", "1", "3", "2", "0", "0", "0", "0"}});
  ASSERT_TRUE(ferplus);
  EXPECT_EQ(ferplus->image, 0U);
  ASSERT_TRUE(ferplus->votes);
  EXPECT_EQ(*ferplus->votes, voteColumnsFrom(2));
  EXPECT_FALSE(ferplus->header);
  const auto words = columnsByContent({{"1", "train", "faces\\a.jpg", "Happy"}});
  ASSERT_TRUE(words);
  EXPECT_EQ(words->image, 2U);
  EXPECT_EQ(words->label, 3U);
  EXPECT_EQ(words->split, 1U);
  const auto pixels = columnsByContent({{"0", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", "Training"}});
  ASSERT_TRUE(pixels);
  EXPECT_EQ(pixels->pixels, 1U);
  EXPECT_EQ(pixels->label, 0U);
  EXPECT_EQ(pixels->split, 2U);
  EXPECT_FALSE(columnsByContent({{"epoch", "loss"}, {"1", "0.25"}}));
  EXPECT_FALSE(columnsByContent({{"a.png", "nothing"}}));
}

} // namespace

} // namespace mien::detail
