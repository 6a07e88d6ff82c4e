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
using test::makeImage;
using test::noCut;
using test::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kHeader =
    "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n";

// One image in each of FER2013Train, FER2013Valid and FER2013Test, under one name.
void writeImages(const TempFolder& folder) {
  folder.write("FER2013Train/a.png", makeImage(1));
  folder.write("FER2013Valid/a.png", makeImage(2));
  folder.write("FER2013Test/a.png", makeImage(3));
}

TEST(ImageTables, OneASplitBesideTheFoldersAsFerplusRows) {
  for (const bool header : {false, true}) {
    const TempFolder folder;
    writeImages(folder);
    const std::string first = header ? "Image name,box,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,"
                                       "unknown,NF\n"
                                     : "";
    folder.write("FER2013Train.csv", first + "a.png,\"(0, 0, 48, 48)\",0,10,0,0,0,0,0,0,0,0\n");
    folder.write("FER2013Valid.csv", first + "a.png,\"(0, 0, 48, 48)\",0,0,10,0,0,0,0,0,0,0\n");
    folder.write("FER2013Test.csv", first + "a.png,\"(0, 0, 48, 48)\",0,0,0,7,3,0,0,0,0,0\n");
    const Dataset dataset = loadDataset(folder.path());
    EXPECT_EQ(dataset.summary.layout, "image-tables");
    EXPECT_THAT(labelled(dataset),
                ElementsAre("train happiness FER2013Train/a.png", "valid surprise FER2013Valid/a.png",
                            "test 0,0,0,7,3,0,0,0,0,0 FER2013Test/a.png"));
    EXPECT_THAT(dataset.summary.description, HasSubstr("FER2013Train.csv, FER2013Valid.csv and FER2013Test.csv"));
    EXPECT_TRUE(dataset.summary.problems.empty());
  }
}

TEST(ImageTables, OneASplitAsPathAndLabel) {
  for (const char* format : {"image,label\n%/a.png,%L\n", "%/a.png,%L\n", "label;path\n%L;.\\%\\a.png\n",
                             "image path\temotion\ndata/%/A.PNG\t%L\n",
                             "file,class\nC:\\Users\\lan\\data\\%\\a.png,%L\n", "file,class\na,%L\n"}) {
    const TempFolder folder;
    writeImages(folder);
    for (const auto& [split, label] :
         {std::pair("FER2013Train", "Happy"), {"FER2013Valid", "surprise"}, {"FER2013Test", "4"}}) {
      std::string text = format;
      for (std::size_t at = text.find("%L"); at != std::string::npos; at = text.find("%L")) {
        text.replace(at, 2, label);
      }
      for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%')) {
        text.replace(at, 1, split);
      }
      folder.write(std::string(split) + ".csv", text);
    }
    const Dataset dataset = loadDataset(folder.path());
    EXPECT_THAT(labelled(dataset), ElementsAre("train happiness FER2013Train/a.png",
                                               "valid surprise FER2013Valid/a.png", "test sadness FER2013Test/a.png"))
        << format;
    EXPECT_THAT(dataset.summary.description, HasSubstr("numbers are read in FER2013's order (0 anger")) << format;
    // The table itself, given or dropped, stands for the data set that it belongs to.
    EXPECT_EQ(labelled(loadDataset(folder / "FER2013Valid.csv")), labelled(dataset));
  }
}

TEST(ImageTables, OneForAllSplitsAsTheSecondListingOfTheCustomer) {
  const TempFolder folder;
  writeImages(folder);
  std::string header = kHeader;
  header.replace(header.find("unknown"), 7, "contempt"); // as written there
  folder.write("label.csv", header + "Training,a.png,10,0,0,0,0,0,0,0,0,0\nPublicTest,a.png,0,0,0,0,0,0,0,0,10,0\n"
                                     "PrivateTest,a.png,0,0,0,0,0,0,0,10,0,0\n");
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_EQ(dataset.summary.layout, "ferplus-csv");
  EXPECT_THAT(labelled(dataset), ElementsAre("train neutral FER2013Train/a.png", "valid unknown FER2013Valid/a.png",
                                             "test contempt FER2013Test/a.png"));
  EXPECT_THAT(dataset.summary.description, HasSubstr("second column contempt"));
  EXPECT_EQ(labelled(loadDataset(folder / "label.csv")), labelled(dataset));
}

TEST(ImageTables, AbsolutePathsAndFoldersBesideTheTable) {
  const TempFolder images;
  const auto away = images.write("away.png", makeImage(1));
  const TempFolder folder;
  folder.write("pictures/b.jpg", makeImage(2, 8, 8, false, ".jpg"));
  folder.write("pictures/deep/c.bmp", makeImage(3, 8, 8, false, ".bmp"));
  folder.write("lists/legend.csv", "user.id,image,emotion,split\n7," + away.string() +
                                       ",HAPPINESS,train\n7,b.jpg,Sad,valid\n8,../pictures/deep/c.bmp,angry,dev\n");
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_EQ(dataset.summary.layout, "image-table");
  EXPECT_THAT(labelled(dataset), ElementsAre("train happiness " + away.string(), "valid sadness pictures/b.jpg",
                                             "valid anger pictures/deep/c.bmp"));
  EXPECT_EQ(test::pixels(dataset, 0).size(), 64U);
}

TEST(ImageTables, WithoutAnySplitTheFoldersSayIt) {
  const TempFolder folder;
  folder.write("images/train/a.png", makeImage(1));
  folder.write("images/val/b.png", makeImage(2));
  folder.write("images/c.png", makeImage(3));
  folder.write("labels.csv", "filename,emotion\na.png,happy\nb.png,sad\nc.png,fear\n");
  EXPECT_THAT(
      labelled(loadDataset(folder.path(), noCut())),
      ElementsAre("train happiness images/train/a.png", "train fear images/c.png", "valid sadness images/val/b.png"));
}

TEST(ImageTables, ANameAloneIsNeverAnotherSplitsImage) {
  const TempFolder folder;
  folder.write("FER2013Train/a.png", makeImage(1));
  folder.write("FER2013Valid/b.png", makeImage(2));
  folder.write("fer2013new.csv", std::string(kHeader) + "Training,a.png,10,0,0,0,0,0,0,0,0,0\n"
                                                        "Training,b.png,10,0,0,0,0,0,0,0,0,0\n");
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_THAT(labelled(dataset), ElementsAre("train neutral FER2013Train/a.png"));
  EXPECT_EQ(count(dataset, "missing_image"), 1U);
}

TEST(ImageTables, SeveralFilesOfOneNameAreNotGuessed) {
  const TempFolder folder;
  folder.write("one/a.png", makeImage(1));
  folder.write("two/a.png", makeImage(2));
  folder.write("two/b.png", makeImage(3));
  folder.write("labels.csv", "image,label\na.png,happy\nb.png,sad\ntwo/a.png,fear\n");
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_THAT(labelled(dataset), ElementsAre("train sadness two/b.png", "train fear two/a.png"));
  EXPECT_THAT(firstExample(dataset, "missing_image"), HasSubstr("labels.csv:2: a.png (several files are called so)"));
}

TEST(ImageTables, EachTroubleIsCountedOnceUnderItsName) {
  const TempFolder folder;
  folder.write("FER2013Train/a.PNG", makeImage(1));
  folder.write("FER2013Train/b.png", makeImage(2));
  folder.write("FER2013Train/c.png", makeImage(3));
  folder.write("fer2013new.csv", std::string(kHeader) + "Training,a.png,10,0,0,0,0,0,0,0,0,0\n"
                                                        "Training,b.png,0,10,0,0,0,0,0,0,0,0\n"
                                                        "Training,,0,0,0,0,0,0,0,0,0,10\n"
                                                        "Training,gone.png,5,5,0,0,0,0,0,0,0,0\n"
                                                        "Training,b.png,0,0,10,0,0,0,0,0,0,0\n"
                                                        "Training,b.png,0,10,0,0,0,0,0,0,0,0\n"
                                                        "Training,c.png,,,,,,,,,,\n"
                                                        "Hidden,c.png,0,10,0,0,0,0,0,0,0,0\n");
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_THAT(labelled(dataset), ElementsAre("train neutral FER2013Train/a.PNG", "train happiness FER2013Train/b.png"));
  EXPECT_EQ(firstExample(dataset, "row_without_name"), "fer2013new.csv:4");
  EXPECT_EQ(firstExample(dataset, "missing_image"), "fer2013new.csv:5: gone.png");
  EXPECT_EQ(firstExample(dataset, "contradictory_row"), "fer2013new.csv:6: FER2013Train/b.png");
  EXPECT_EQ(firstExample(dataset, "duplicate_row"), "fer2013new.csv:7: FER2013Train/b.png");
  EXPECT_EQ(firstExample(dataset, "bad_votes"), "fer2013new.csv:8: no votes for neutral");
  EXPECT_EQ(firstExample(dataset, "unknown_split"), "fer2013new.csv:9: \"Hidden\"");
  EXPECT_EQ(dataset.summary.problems.size(), 6U) << "and nothing twice";
  for (const DatasetProblem& problem : dataset.summary.problems) {
    EXPECT_EQ(problem.count, 1U) << problem.kind;
  }
}

TEST(ImageTables, NumbersThatNobodyExplainsAreRefused) {
  const TempFolder folder;
  for (int i = 1; i <= 7; ++i) {
    folder.write("train/" + std::to_string(i) + "/" + std::to_string(i) + ".png",
                 makeImage(static_cast<std::uint64_t>(i)));
  }
  std::string labels = "image,label\n"; // as the copy of RAF-DB on Kaggle has it
  for (int i = 1; i <= 7; ++i) {
    labels += std::to_string(i) + ".png," + std::to_string(i) + "\n";
  }
  folder.write("train_labels.csv", labels);
  EXPECT_THAT(loadError(folder.path()), testing::AllOf(HasSubstr("train_labels.csv"), HasSubstr("numbers 1 to 7")));
}

TEST(ImageTables, WhatDoesNotFitSaysWhy) {
  const TempFolder folder;
  folder.write("faces/a.png", makeImage(1));
  folder.write("labels.csv", "image,age\na.png,31\n");
  EXPECT_THAT(loadError(folder.path()),
              testing::AllOf(HasSubstr("labels.csv has no column emotion or label; found: image, age."),
                             HasSubstr("No folder with pictures is named after an emotion; pictures stand in faces/")));
  folder.write("labels.csv", "image,label\nb.png,happy\n");
  EXPECT_THAT(loadError(folder.path()), HasSubstr("labels.csv: none of 1 rows leads to an image; 1 rows whose image is "
                                                  "missing (skipped), e.g. labels.csv:2: b.png."));
  folder.write("labels.csv", "image,label\na.png,bored\n");
  EXPECT_THAT(loadError(folder.path()), HasSubstr("labels.csv:2: \"bored\" is no emotion"));
}

TEST(ImageTables, UnknownNamesOfColumnsDoNotHideWords) {
  for (const char* header : {"picture shown,mood\n", "image,mood\n", ""}) {
    const TempFolder folder;
    folder.write("a.png", makeImage(1));
    folder.write("labels.csv", std::string(header) + "a.png,happy\n");
    const Dataset dataset = loadDataset(folder.path(), noCut());
    EXPECT_THAT(labelled(dataset), ElementsAre("train happiness a.png")) << header;
    EXPECT_TRUE(dataset.summary.problems.empty()) << header;
  }
}

TEST(ImageTables, OneHotColumnsAndSpreadsheetsOfOtherCountries) {
  const TempFolder folder;
  folder.write("a.png", makeImage(1));
  folder.write("b.png", makeImage(2));
  // UTF-16, little-endian, tabs, as a spreadsheet saves "Unicode text".
  std::string text("\xFF\xFE", 2);
  for (const char letter : std::string("file\tanger\thappy\tsad\r\na.png\t0\t1\t0\r\nb.png\t1,0\t0\t0\r\n")) {
    text += letter;
    text += '\0';
  }
  folder.write("labels.txt", text);
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_THAT(labelled(dataset), ElementsAre("train happiness a.png", "train anger b.png"));
  EXPECT_EQ(count(dataset, "byte_order_mark"), 1U);
}

} // namespace

} // namespace mien
