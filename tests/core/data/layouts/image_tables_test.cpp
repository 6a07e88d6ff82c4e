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

TEST(ImageTables, ATableInItsSplitsFolderGoesBeforeOneBesideIt) {
  const TempFolder folder;
  writeImages(folder);
  folder.write("FER2013Train/labels.csv", "image,label\na.png,happy\n");
  folder.write("FER2013Valid/labels.csv", "image,label\na.png,surprise\n");
  folder.write("FER2013Train.csv", "image,label\na.png,sad\n");
  const auto rows = labelled(loadDataset(folder.path(), noCut()));
  EXPECT_THAT(rows, testing::Contains("train happiness FER2013Train/a.png"));
  EXPECT_THAT(rows, testing::Not(testing::Contains("train sadness FER2013Train/a.png")));
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

TEST(ImageTables, AffectNetCountsInItsOwnOrder) {
  const TempFolder folder;
  std::string table = "subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,"
                      "valence,arousal\n";
  for (int i = 0; i <= 11; ++i) {
    const std::string name = "1/" + std::to_string(10 + i) + ".png";
    folder.write(name, makeImage(static_cast<std::uint64_t>(i)));
    table += name + ",0,0,48,48,1.5;2.5;3.5," + std::to_string(i) + ",0.1,-0.2\n";
  }
  folder.write("training.csv", table);
  const Dataset dataset = loadDataset(folder.path(), noCut());
  // AffectNet's paper: neutral, happy, sad, surprise, fear, disgust, anger, contempt, none, uncertain, no face.
  EXPECT_THAT(labelled(dataset),
              ElementsAre("train neutral 1/10.png", "train happiness 1/11.png", "train sadness 1/12.png",
                          "train surprise 1/13.png", "train fear 1/14.png", "train disgust 1/15.png",
                          "train anger 1/16.png", "train contempt 1/17.png", "train unknown 1/18.png",
                          "train unknown 1/19.png", "train NF 1/20.png"));
  EXPECT_THAT(dataset.summary.description, HasSubstr("AffectNet's order (0 neutral, 1 happiness, 2 sadness"));
  EXPECT_EQ(count(dataset, "bad_votes"), 1U);
}

TEST(ImageTables, NumbersOfOtherDataSetsAreNotTakenForFer2013s) {
  for (const char* table : {"train_affectnet7.txt", "raf-db/train.txt", "AffectNet_labels.csv"}) {
    const TempFolder folder;
    std::string lines;
    for (int i = 0; i < 7; ++i) {
      const std::string name = std::to_string(i) + ".png";
      folder.write(name, makeImage(static_cast<std::uint64_t>(i)));
      lines += name + " " + std::to_string(i) + "\n";
    }
    folder.write(table, lines);
    EXPECT_THAT(loadError(folder.path()), HasSubstr("the numbers 0 to 6, and which emotion each of them means"))
        << table;
  }
}

TEST(ImageTables, RafDbAsItComes) {
  const TempFolder folder;
  std::string words;
  std::string numbers;
  for (int i = 1; i <= 3; ++i) {
    folder.write("Image/aligned/train_0000" + std::to_string(i) + "_aligned.jpg",
                 makeImage(static_cast<std::uint64_t>(i), 8, 8, false, ".jpg"));
    words += "train_0000" + std::to_string(i) + ".jpg " + (i == 1 ? "surprise" : "fear") + "\n";
    numbers += "train_0000" + std::to_string(i) + ".jpg " + std::to_string(i - 1) + "\n";
  }
  folder.write("EmoLabel/list_patition_label.txt", words);
  EXPECT_THAT(labelled(loadDataset(folder.path(), noCut())),
              ElementsAre("train surprise Image/aligned/train_00001_aligned.jpg",
                          "train fear Image/aligned/train_00002_aligned.jpg",
                          "train fear Image/aligned/train_00003_aligned.jpg"));
  folder.write("EmoLabel/list_patition_label.txt", numbers);
  EXPECT_THAT(loadError(folder.path()), HasSubstr("RAF-DB begins with surprise"));
}

// Aff-Wild2's tables have valence and arousal, too, and another order: 0 neutral, 1 anger, 2 disgust, 3 fear, ...
TEST(ImageTables, OnlyAffectNetsOwnTablesAreReadInItsOrder) {
  const TempFolder folder;
  std::string table = "image,valence,arousal,expression\n";
  for (int i = 0; i <= 6; ++i) {
    const std::string name = std::to_string(i) + ".png";
    folder.write(name, makeImage(static_cast<std::uint64_t>(i)));
    table += name + ",0.1,-0.2," + std::to_string(i) + "\n";
  }
  folder.write("train.csv", table);
  EXPECT_THAT(loadError(folder.path()), HasSubstr("Write the emotions' names"));
}

TEST(ImageTables, ANameWithoutSuffixIsTheFileOfThatNameFirst) {
  const TempFolder folder;
  folder.write("train/a.jpg", makeImage(1, 8, 8, false, ".jpg"));
  folder.write("train/a_aligned.jpg", makeImage(2, 8, 8, false, ".jpg"));
  folder.write("train.csv", "image,label\na,happy\n");
  EXPECT_THAT(labelled(loadDataset(folder.path(), noCut())), ElementsAre("train happiness train/a.jpg"));
}

TEST(ImageTables, ColumnsMayBeSetInLineWithSpaces) {
  const TempFolder folder;
  folder.write("image_2.png", makeImage(2));
  folder.write("image_30.png", makeImage(3));
  folder.write("train.txt", "image_2.png      happy\nimage_30.png     sad\n");
  EXPECT_THAT(labelled(loadDataset(folder.path(), noCut())),
              ElementsAre("train happiness image_2.png", "train sadness image_30.png"));
}

TEST(ImageTables, WhatIsNoTextIsCalledByItsName) {
  using namespace std::string_literals;
  const TempFolder folder;
  const std::string zip = "PK\x03\x04"s + std::string(22, '\0') + "\x05\0\0\0a.csvx,y\n1,2\n"s;
  EXPECT_THAT(loadError(folder.write("fer2013.zip", zip)), HasSubstr("is a zip archive; unpack it"));
  EXPECT_THAT(loadError(folder.write("train.parquet", "PAR1"s + std::string(40, '\0'))),
              HasSubstr("is a Parquet table, which Mien does not read as a data set; save it as CSV"));
  EXPECT_THAT(loadError(folder.write("label.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n")),
              HasSubstr("git lfs pull"));
  std::filesystem::remove(folder / "label.csv");
  const std::string both = loadError(folder.path());
  EXPECT_THAT(both, HasSubstr("fer2013.zip is a zip archive; unpack it and give its folder."));
  EXPECT_THAT(both, HasSubstr("train.parquet is a Parquet table"));
}

TEST(ImageTables, MessagesShowEveryNameEscapedAndWhereItIs) {
  const TempFolder outer;
  const std::filesystem::path root = outer / "d\xe9p\x1b[31m\nt";
  std::filesystem::create_directories(root / "tr\x9b/a");
  const auto write = [&](const char* name, const std::string& text) { // loadError() looks at the rest
    std::ofstream(root / name, std::ios::binary) << text;
    return loadError(root);
  };
  EXPECT_THAT(write("l\xff.csv", "image,la\x1b"
                                 "bel\na.png,x\n"),
              HasSubstr("l\\xff.csv"));
  EXPECT_THAT(write("l\xff.csv", "image,label\na\x07.png,happy\n"), HasSubstr("l\\xff.csv:2: a\\x07.png"));
  EXPECT_THAT(write("l\xff.csv", "image,label\na.png,\x1b]0;x\n"), HasSubstr("\\x1b]0;x"));
  (void)write("tr\x9b/a/b.png", makeImage(1));
  EXPECT_THAT(write("l\xff.csv", "image,label\nb.png,1\nb.png,7\n"), HasSubstr("the numbers 1 to 7"));
  EXPECT_THAT(write("l\xff.csv", "pixels,emotion\n1 2 3 4,1\n1 2 3 4,7\n"), HasSubstr("l\\xff.csv"));
  std::filesystem::remove(root / "l\xff.csv");
  EXPECT_THAT(write("tr\x9b/a/c.png", "none"), HasSubstr("tr\\x9b/a/"));
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
