#include "tests/core/data/dataset_views.h"
#include "tests/core/data/image_maker.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mien {

namespace {

using test::count;
using test::firstExample;
using test::labelled;
using test::loadError;
using test::noCut;
using test::pixels;
using test::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kVotesHeader =
    "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n";

TEST(PixelTables, EachNumberHasItsEmotion) {
  const TempFolder folder;
  folder.write("fer2013.csv", "emotion,pixels,Usage\n0,1 2 3 4,Training\n1,1 2 3 5,Training\n2,1 2 3 6,Training\n"
                              "3,1 2 3 7,Training\n4,1 2 3 8,Training\n5,1 2 3 9,Training\n6,1 2 3 10,Training\n");
  EXPECT_THAT(labelled(loadDataset(folder.path(), noCut())),
              ElementsAre("train anger fer2013.csv:2", "train disgust fer2013.csv:3", "train fear fer2013.csv:4",
                          "train happiness fer2013.csv:5", "train sadness fer2013.csv:6",
                          "train surprise fer2013.csv:7", "train neutral fer2013.csv:8"));
}

TEST(PixelTables, Fer2013GoesBeforeOtherTables) {
  const TempFolder folder;
  folder.write("a.csv", "emotion,pixels,Usage\n0,1 2 3 4,Training\n");
  folder.write("fer2013.csv", "emotion,pixels,Usage\n3,1 2 3 4,Training\n");
  folder.write("test.csv", "pixels\n1 2 3 4\n");
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_THAT(labelled(dataset), ElementsAre("train happiness fer2013.csv:2"));
  EXPECT_THAT(dataset.summary.description,
              testing::AllOf(HasSubstr("not read: a.csv"), HasSubstr("test.csv has no column emotion")));
}

TEST(PixelTables, OneASplit) {
  const TempFolder folder;
  folder.write("train.csv", "emotion,pixels\n0,1 2 3 4\n");
  folder.write("val.csv", "emotion,pixels\nHappy,1 2 3 5\n");
  folder.write("test.csv", "emotion,pixels\n4.0,1 2 3 6\n");
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_THAT(labelled(dataset),
              ElementsAre("train anger train.csv:2", "valid happiness val.csv:2", "test sadness test.csv:2"));
  EXPECT_THAT(pixels(dataset, 2), ElementsAre(1, 2, 3, 6)) << "each from its own file";
}

TEST(PixelTables, WrongNumbersOfPixelsAreCorrupt) {
  const TempFolder folder;
  folder.write("fer2013.csv", "emotion,pixels,Usage\n0,1 2 3 4,Training\n0,1 2 3 4 5,Training\n"
                              "0,1 2 3 4 5 6 7 8 9 10,Training\n0,1 2 ... 4,Training\n");
  for (const std::size_t budget : {std::size_t{0}, std::size_t{1} << 20}) {
    LoadOptions options = noCut();
    options.memoryBudget = budget;
    const Dataset dataset = loadDataset(folder.path(), options);
    EXPECT_EQ(dataset.samples.size(), 1U);
    EXPECT_EQ(count(dataset, "corrupt_image"), 3U);
    EXPECT_EQ(firstExample(dataset, "corrupt_image"), "fer2013.csv:3: the number of its pixels is no square");
  }
}

TEST(PixelTables, ReadsWhatStrangersSend) {
  for (const char* content :
       {"emotion;pixels;Usage\n\"3,0\";[1, 2, 3, 4];Public Test\n", // a comma is a point, too
        ",emotion,pixels,Usage\n0,3,1 2 3 4,PublicTest\n", "3,1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16,PublicTest\n",
        "emotion\tusage\tpixels\r Happy\tval\t1.0 2.0 3.0 4.0\r",
        "sep=;\nemotion;pixels;Usage\n3;1 2 3 4;PUBLICTEST\n"}) {
    const TempFolder folder;
    folder.write("fer2013", content); // without a suffix
    const Dataset dataset = loadDataset(folder.path());
    ASSERT_EQ(dataset.samples.size(), 1U) << content;
    EXPECT_THAT(labelled(dataset)[0], testing::StartsWith("valid happiness fer2013:")) << content;
    EXPECT_EQ(pixels(dataset, 0)[3], 4) << content;
  }
}

TEST(PixelTables, PixelsOfUtf16TablesAreReadFromTheirPlaces) {
  std::string text("\xFE\xFF", 2);
  for (const char letter : std::string("emotion,pixels,Usage\r\n3,1 2 3 4,Training\r\n0,5 6 7 8,Training\r\n")) {
    text += '\0';
    text += letter;
  }
  const TempFolder folder;
  folder.write("fer2013.csv", text);
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_THAT(labelled(dataset), ElementsAre("train happiness fer2013.csv:2", "train anger fer2013.csv:3"));
  EXPECT_THAT(pixels(dataset, 1), ElementsAre(5, 6, 7, 8));
}

TEST(PixelTables, LabelsFromOneToSevenAreRefused) {
  const TempFolder folder;
  std::string text = "emotion,pixels,Usage\n";
  for (int i = 1; i <= 7; ++i) {
    text += std::to_string(i) + ",1 2 3 4,Training\n";
  }
  folder.write("fer2013.csv", text);
  EXPECT_THAT(loadError(folder.path()), HasSubstr("numbers 1 to 7"));
}

TEST(PixelTables, WhatATarLeavesAtTheEndIsCountedAsJunk) {
  const TempFolder folder;
  folder.write("fer2013.csv",
               "emotion,pixels,Usage\n3,1 2 3 4,Training\nfer2013/README,0,0,0,a,b\n" + std::string(512, '\0'));
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_EQ(dataset.samples.size(), 1U);
  EXPECT_EQ(count(dataset, "junk_row"), 2U);
  EXPECT_EQ(dataset.summary.problems.size(), 1U);
}

TEST(PixelTables, UnusableTablesSayWhy) {
  const TempFolder folder;
  folder.write("fer2013.csv", "");
  EXPECT_THAT(loadError(folder.path()), HasSubstr("fer2013.csv is empty."));
  folder.write("fer2013.csv", "emotion,pixels,Usage\n");
  EXPECT_THAT(loadError(folder.path()), HasSubstr("fer2013.csv has a header but no rows."));
  folder.write("fer2013.csv", "pixels\n1 2 3 4\n");
  EXPECT_THAT(loadError(folder.path()), HasSubstr("fer2013.csv has no column emotion or label; found: pixels."));
  EXPECT_THAT(loadError(folder / "fer2013.csv"),
              HasSubstr("fer2013.csv has no column emotion or label; found: pixels."));
  folder.write("fer2013.csv", "emotion,usage\n1,Training\n");
  EXPECT_THAT(loadError(folder.path()),
              HasSubstr("fer2013.csv has no column pixels, image or path; found: emotion, usage."));
}

// Kaggle's pixels and Microsoft's votes: the second row is no face.
struct Join {
  Join() {
    folder.write("fer2013.csv",
                 "emotion,pixels,Usage\n3,1 2 3 4,Training\n3,5 6 7 8,Training\n3,9 9 9 9,PublicTest\n" + tail);
    folder.write("fer2013new.csv", std::string(kVotesHeader) + "Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0\n"
                                                               "Training,,0,0,0,0,0,0,0,0,0,10\n"
                                                               "PublicTest,fer0000001.png,10,0,0,0,0,0,0,0,0,0\n");
  }
  TempFolder folder;
  std::string tail = "fer2013/README,0,0\n";
};

TEST(JoinedVotes, LabelKagglesPixelsRowByRow) {
  const Join join;
  for (const auto& root : {join.folder.path(), join.folder / "fer2013.csv"}) {
    const Dataset dataset = loadDataset(root);
    EXPECT_EQ(dataset.summary.layout, "kaggle-ferplus");
    EXPECT_THAT(labelled(dataset),
                ElementsAre("train 4,0,0,1,3,2,0,0,0,0 fer2013.csv:2", "valid neutral fer2013.csv:4"));
    EXPECT_THAT(pixels(dataset, 1), ElementsAre(9, 9, 9, 9));
    EXPECT_THAT(dataset.summary.description,
                HasSubstr("joined row by row with the FER+ votes of fer2013new.csv: 3 rows, 1 of them no faces"));
    EXPECT_EQ(count(dataset, "row_without_name"), 1U);
    EXPECT_EQ(count(dataset, "junk_row"), 1U);
  }
}

TEST(JoinedVotes, TheClonedRepositoryHoldsLabelsWithoutImages) {
  const Join join;
  join.folder.write("data/FER2013Train/label.csv", "fer0000000.png,\"(0, 0, 48, 48)\",4,0,0,1,3,2,0,0,0,0\n");
  EXPECT_EQ(loadDataset(join.folder.path()).summary.layout, "kaggle-ferplus");
}

TEST(JoinedVotes, TablesOfOtherLengthsAreRefused) {
  const Join join;
  join.folder.write("fer2013.csv",
                    "emotion,pixels,Usage\n3,1 2 3 4,Training\n3,5 6 7 8,Training\n3,9 9 9 9,PublicTest\n"
                    "3,9 9 9 9,PublicTest\n");
  EXPECT_THAT(loadError(join.folder.path()), HasSubstr("they have 4 and 3 rows"));
  join.folder.write("fer2013.csv", "emotion,pixels,Usage\n3,1 2 3 4,Training\n");
  EXPECT_THAT(loadError(join.folder.path()), HasSubstr("they have 1 and 3 rows"));
}

TEST(JoinedVotes, ARowOfAnotherSplitIsRefused) {
  const Join join;
  join.folder.write("fer2013.csv",
                    "emotion,pixels,Usage\n3,1 2 3 4,Training\n3,5 6 7 8,PublicTest\n3,9 9 9 9,PublicTest\n");
  EXPECT_THAT(loadError(join.folder.path()),
              HasSubstr("fer2013.csv:3 is of \"PublicTest\", fer2013new.csv:3 of \"Training\""));
}

} // namespace

} // namespace mien
