#include "core/data/dataset.h"

#include "core/common/error.h"
#include "tests/core/data/dataset_views.h"
#include "tests/core/data/image_maker.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <numeric>
#include <thread>

namespace mien {

namespace {

using test::count;
using test::files;
using test::firstExample;
using test::makeImage;
using test::noCut;
using test::pixels;
using test::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kHeader =
    "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF";
constexpr const char* kVotes = "9,0,0,0,0,0,0,0,1,0";

std::string row(const std::string& name, const std::string& votes = kVotes) {
  return name + ",\"(0, 0, 48, 48)\"," + votes + "\n";
}

// Three splits, one sound image each.
void writeFerplus(const TempFolder& folder) {
  std::uint64_t seed = 1;
  for (const std::string split : {"FER2013Train/", "FER2013Valid/", "FER2013Test/"}) {
    folder.write(split + "a.png", makeImage(seed++));
    folder.write(split + "label.csv", row("a.png"));
  }
}

TEST(Ferplus, ReadsFolders) {
  const TempFolder folder;
  writeFerplus(folder);
  folder.write("FER2013Train/b.png", makeImage(9));
  folder.write("FER2013Train/label.csv", row("b.png", "0,7,0,0,0,0,0,0,3,0") + row("a.png"));
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_EQ(dataset.summary.layout, "ferplus-folders");
  EXPECT_THAT(dataset.summary.images, ElementsAre(2U, 1U, 1U));
  EXPECT_THAT(files(dataset),
              ElementsAre("FER2013Train/b.png", "FER2013Train/a.png", "FER2013Valid/a.png", "FER2013Test/a.png"));
  EXPECT_EQ(dataset.samples[0].votes, (Votes{0, 7, 0, 0, 0, 0, 0, 0, 3, 0}));
  EXPECT_TRUE(dataset.summary.problems.empty());
  EXPECT_EQ(dataset.images->side(), 8);
  EXPECT_EQ(dataset.summary.commonSide, 8);
}

TEST(Ferplus, PerFolderFilesWin) {
  const TempFolder folder;
  writeFerplus(folder);
  folder.write("fer2013new.csv", std::string(kHeader) + "\nTraining,a.png,0,9,0,0,0,0,0,0,0,0\n");
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_EQ(dataset.samples[0].votes[0], 9);
  EXPECT_THAT(dataset.summary.description, HasSubstr("win over fer2013new.csv"));
}

TEST(Ferplus, TableFillsInForAFolderWithoutLabels) {
  const TempFolder folder;
  writeFerplus(folder);
  std::filesystem::remove(folder.path() / "FER2013Valid/label.csv");
  folder.write("fer2013new.csv",
               std::string(kHeader) + "\nTraining,a.png,0,9,0,0,0,0,0,0,0,0\nPublicTest,a.png,0,0,9,0,0,0,0,0,0,0\n");
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_THAT(dataset.summary.images, ElementsAre(1U, 1U, 1U));
  EXPECT_EQ(dataset.samples[0].votes[0], 9);
  EXPECT_EQ(dataset.samples[1].votes[2], 9);
}

TEST(Ferplus, ReadsTableBesideFolders) {
  const TempFolder folder;
  folder.write("FER2013Train/a.png", makeImage(1));
  folder.write("FER2013Train/stray.png", makeImage(2));
  folder.write("FER2013Valid/b.png", makeImage(3));
  folder.write("label.csv", std::string(kHeader) + "\nTraining,a.png," + kVotes + "\nPublicTest,b.png," + kVotes +
                                "\nTraining,," + kVotes + "\nPrivateTest,gone.png," + kVotes + "\nHidden,x.png," +
                                kVotes + "\n");
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_EQ(dataset.summary.layout, "ferplus-csv");
  EXPECT_THAT(files(dataset), ElementsAre("FER2013Train/a.png", "FER2013Valid/b.png"));
  EXPECT_EQ(count(dataset, "row_without_name"), 1U);
  EXPECT_EQ(firstExample(dataset, "row_without_name"), "label.csv:4");
  EXPECT_EQ(count(dataset, "missing_image"), 1U);
  EXPECT_EQ(firstExample(dataset, "missing_image"), "label.csv:5: gone.png");
  EXPECT_EQ(count(dataset, "unknown_split"), 1U);
  EXPECT_EQ(count(dataset, "image_without_row"), 1U);
  EXPECT_EQ(firstExample(dataset, "image_without_row"), "FER2013Train/stray.png");
}

TEST(Ferplus, TableColumnsMayStandInAnyOrder) {
  const TempFolder folder;
  folder.write("FER2013Valid/b.png", makeImage(3));
  folder.write("fer2013new.csv",
               "NF,unknown,contempt,fear,disgust,anger,sadness,surprise,happiness,neutral,Image name,Usage\n"
               "0,1,0,0,0,0,0,0,2,7,b.png,PublicTest\n");
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_EQ(dataset.samples.at(0).votes, (Votes{7, 2, 0, 0, 0, 0, 0, 0, 1, 0}));
}

TEST(DirtyInput, RowsAreCountedAndSkipped) {
  const TempFolder folder;
  std::string labels = row("good.png") + row("") + row("gone.png") + row("good.png") + row("few.png", "1,2,3") +
                       row("text.png", "9,many,0,0,0,0,0,0,0,0") + row("negative.png", "-9,0,0,0,0,0,0,0,0,0") +
                       row("huge.png", "99999999,0,0,0,0,0,0,0,0,0") + row("extra.png", std::string(kVotes) + ",7,8") +
                       row("pandas.png", "9.0,0.0,0,0,0,0,0,0,0,0") + "\n\n" + row("../outside.png");
  std::uint64_t seed = 1;
  for (const std::string name : {"good", "few", "text", "negative", "huge", "extra", "pandas", "norow"}) {
    folder.write("FER2013Train/" + name + ".png", makeImage(seed++));
  }
  folder.write("FER2013Train/label.csv", labels);
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_THAT(files(dataset),
              ElementsAre("FER2013Train/good.png", "FER2013Train/extra.png", "FER2013Train/pandas.png"));
  EXPECT_EQ(count(dataset, "row_without_name"), 1U);
  EXPECT_EQ(count(dataset, "missing_image"), 2U);
  EXPECT_EQ(count(dataset, "duplicate_row"), 1U);
  EXPECT_EQ(count(dataset, "bad_votes"), 4U);
  EXPECT_EQ(firstExample(dataset, "bad_votes"), "FER2013Train/label.csv:5: no votes for sadness");
  EXPECT_EQ(count(dataset, "extra_columns"), 1U);
  EXPECT_EQ(count(dataset, "image_without_row"), 1U);
  EXPECT_EQ(firstExample(dataset, "image_without_row"), "FER2013Train/norow.png");
}

TEST(DirtyInput, AnOpenQuoteSpoilsOneRowOnly) {
  const TempFolder folder;
  folder.write("FER2013Train/a.png", makeImage(1));
  folder.write("FER2013Train/b.png", makeImage(2));
  folder.write("FER2013Train/label.csv", "a.png,\"(0, 0, 48, 48),9,0,0,0,0,0,0,0,1,0\n" + row("b.png"));
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_THAT(files(dataset), ElementsAre("FER2013Train/b.png"));
  EXPECT_EQ(count(dataset, "bad_votes"), 1U);
}

TEST(DirtyInput, ByteOrderMarkWindowsLineEndsAndNoLastLineEnd) {
  const TempFolder folder;
  folder.write("FER2013Train/a.png", makeImage(1));
  folder.write("FER2013Train/b.png", makeImage(2));
  folder.write("FER2013Train/label.csv", std::string("\xEF\xBB\xBF"
                                                     "a.png,\"(0, 0, 48, 48)\",") +
                                             kVotes + "\r\nb.png,\"(0, 0, 48, 48)\"," + kVotes);
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_THAT(files(dataset), ElementsAre("FER2013Train/a.png", "FER2013Train/b.png"));
  EXPECT_EQ(count(dataset, "byte_order_mark"), 1U);
  EXPECT_EQ(count(dataset, "windows_line_ends"), 1U);
  EXPECT_EQ(count(dataset, "bad_votes"), 0U);
}

// Both stores must judge alike: with a budget of 0 bytes nothing is decoded on loading.
class DirtyImages : public testing::TestWithParam<std::size_t> {};

TEST_P(DirtyImages, AreCountedAndSkippedOrMended) {
  const TempFolder folder;
  const std::string png = makeImage(1);
  const std::string jpeg = makeImage(2, 8, 8, false, ".jpg");
  folder.write("train/happy/a.png", png);
  folder.write("train/happy/b.jpg", jpeg);
  folder.write("train/happy/colour.png", makeImage(3, 8, 8, true));
  folder.write("train/happy/cut.jpg", jpeg.substr(0, jpeg.size() / 2));
  folder.write("train/happy/cut.png", png.substr(0, png.size() / 2));
  folder.write("train/happy/empty.png", "");
  folder.write("train/happy/text.png", "this is no image");
  folder.write("train/happy/wide.png", makeImage(4, 12, 8));
  folder.write("train/happy/notes.txt", "not listed at all");
  LoadOptions options = noCut();
  options.memoryBudget = GetParam();
  const Dataset dataset = loadDataset(folder.path(), options);
  EXPECT_EQ(dataset.images->inMemory(), GetParam() > 0);
  EXPECT_EQ(dataset.summary.inMemory, GetParam() > 0);
  EXPECT_THAT(files(dataset),
              ElementsAre("train/happy/a.png", "train/happy/b.jpg", "train/happy/colour.png", "train/happy/wide.png"));
  EXPECT_EQ(count(dataset, "corrupt_image"), 3U);
  EXPECT_EQ(count(dataset, "empty_image"), 1U);
  EXPECT_EQ(firstExample(dataset, "empty_image"), "train/happy/empty.png");
  EXPECT_EQ(count(dataset, "colour_image"), 1U);
  EXPECT_EQ(firstExample(dataset, "colour_image"), "train/happy/colour.png");
  EXPECT_EQ(count(dataset, "other_size"), 1U);
  EXPECT_EQ(firstExample(dataset, "other_size"), "train/happy/wide.png");
  for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
    EXPECT_EQ(pixels(dataset, i).size(), 64U);
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, DirtyImages, testing::Values(std::size_t{1} << 20, std::size_t{0}));

TEST(ClassFolders, ReadsAnySpelling) {
  const TempFolder folder;
  folder.write("Train/Angry/a.png", makeImage(1));
  folder.write("Train/happiness/a.JPG", makeImage(2, 8, 8, false, ".jpg"));
  folder.write("validation/joy/a.jpeg", makeImage(3, 8, 8, false, ".jpg"));
  folder.write("test/contempt/a.png", makeImage(4));
  folder.write("test/contempt/b.png", makeImage(6));
  folder.write("test/bored/a.png", makeImage(5));
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_EQ(dataset.summary.layout, "class-folders");
  EXPECT_THAT(dataset.summary.images, ElementsAre(2U, 1U, 2U));
  EXPECT_EQ(dataset.samples[0].votes, (Votes{0, 0, 0, 0, 10}));
  EXPECT_EQ(dataset.samples[1].votes, (Votes{0, 10}));
  EXPECT_EQ(dataset.samples[2].votes, (Votes{0, 10}));
  EXPECT_EQ(count(dataset, "unknown_class"), 1U);
  EXPECT_EQ(firstExample(dataset, "unknown_class"), "test/bored/ (1 image)");
}

TEST(KaggleCsv, ReadsAllSplitsAndCountsBadRows) {
  const TempFolder folder;
  folder.write("fer2013.csv", "emotion,pixels,Usage\n"
                              "0,1 2 3 4,Training\n"
                              "3,\"5 6 7 8\",PublicTest\n"
                              "6,9 10 11 255,PrivateTest\n"
                              "7,1 2 3 4,Training\n"
                              "0,1 2 3,Training\n"
                              "0,1 2 3 256,Training\n"
                              "0,,Training\n"
                              "0,1 2 3 4,Elsewhere\n"
                              "1,0 0 0 0 0 0 0 0 0,Training,more\n");
  for (const std::size_t budget : {std::size_t{0}, std::size_t{1} << 20}) {
    LoadOptions options;
    options.memoryBudget = budget;
    const Dataset dataset = loadDataset(folder.path(), options);
    EXPECT_EQ(dataset.summary.layout, "kaggle-csv");
    EXPECT_EQ(dataset.images->inMemory(), budget > 0);
    EXPECT_THAT(files(dataset), ElementsAre("fer2013.csv:2", "fer2013.csv:10", "fer2013.csv:3", "fer2013.csv:4"));
    EXPECT_EQ(dataset.samples[0].votes[static_cast<std::size_t>(Emotion::Anger)], 10);
    EXPECT_EQ(dataset.samples[1].votes[static_cast<std::size_t>(Emotion::Disgust)], 10);
    EXPECT_EQ(dataset.samples[2].votes[static_cast<std::size_t>(Emotion::Happiness)], 10);
    EXPECT_EQ(dataset.samples[3].votes[static_cast<std::size_t>(Emotion::Neutral)], 10);
    EXPECT_THAT(pixels(dataset, 0), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(pixels(dataset, 3), ElementsAre(9, 10, 11, 255));
    EXPECT_THAT(pixels(dataset, 1), ElementsAre(0, 0, 0, 0));
    EXPECT_EQ(count(dataset, "bad_votes"), 1U);
    EXPECT_EQ(count(dataset, "corrupt_image"), 2U);
    EXPECT_EQ(count(dataset, "empty_image"), 1U);
    EXPECT_EQ(count(dataset, "unknown_split"), 1U);
    EXPECT_EQ(count(dataset, "extra_columns"), 1U);
    EXPECT_EQ(count(dataset, "other_size"), 1U);
  }
}

TEST(KaggleCsv, FindsTheFileUnderAnyNameAndAsAPath) {
  const TempFolder folder;
  folder.write("a.csv", "some,other,table\n1,2,3\n");
  folder.write("icml_face_data.csv", "\xEF\xBB\xBF"
                                     "emotion, Usage, pixels\r\n4,Training,1 2 3 4\r\n5,PublicTest,4 3 2 1\r\n");
  for (const auto& path : {folder.path(), folder.path() / "icml_face_data.csv"}) {
    const Dataset dataset = loadDataset(path);
    EXPECT_THAT(files(dataset), ElementsAre("icml_face_data.csv:2", "icml_face_data.csv:3"));
    EXPECT_THAT(pixels(dataset, 1), ElementsAre(4, 3, 2, 1));
    EXPECT_EQ(count(dataset, "byte_order_mark"), 1U);
  }
}

// 40 happy and 20 sad training images, two of each with a twin.
void writeTrainingOnly(const TempFolder& folder) {
  for (std::uint64_t i = 0; i < 60; ++i) {
    const std::uint64_t seed = i % 20 == 1 ? i - 1 : i;
    folder.write((i < 40 ? "train/happy/" : "train/sad/") + std::to_string(i) + ".png", makeImage(seed + 1));
  }
}

TEST(ValidationHoldout, BothStoresGiveTheSamePixelsToTheSameSample) {
  const TempFolder folder;
  writeTrainingOnly(folder);
  LoadOptions options;
  const Dataset memory = loadDataset(folder.path(), options);
  options.memoryBudget = 60 * 64 - 1; // one byte too little
  const Dataset disk = loadDataset(folder.path(), options);
  ASSERT_TRUE(memory.images->inMemory());
  ASSERT_FALSE(disk.images->inMemory());
  for (std::size_t i = 0; i < memory.samples.size(); ++i) {
    const auto twin = std::find_if(disk.samples.begin(), disk.samples.end(),
                                   [&](const Sample& sample) { return sample.file == memory.samples[i].file; });
    ASSERT_NE(twin, disk.samples.end());
    EXPECT_EQ(pixels(memory, i), pixels(disk, static_cast<std::size_t>(twin - disk.samples.begin())));
  }
}

TEST(Leakage, TwinsInAnotherSplitAreFound) {
  for (const std::size_t budget : {std::size_t{0}, std::size_t{1} << 20}) {
    const TempFolder folder;
    folder.write("train/happy/a.png", makeImage(1));
    folder.write("train/happy/twin.png", makeImage(1)); // within a split it is no leakage
    folder.write("valid/happy/b.png", makeImage(1));
    folder.write("valid/happy/c.png", makeImage(2));
    folder.write("test/happy/d.png", makeImage(2));
    LoadOptions options;
    options.memoryBudget = budget;
    const Dataset dataset = loadDataset(folder.path(), options);
    EXPECT_EQ(count(dataset, "leakage"), 2U);
    EXPECT_EQ(firstExample(dataset, "leakage"), "valid/happy/b.png = train/happy/a.png");
  }
}

TEST(ImageStore, ResizesToTheSideAskedFor) {
  const TempFolder folder;
  writeFerplus(folder);
  LoadOptions options;
  options.side = 4;
  const Dataset dataset = loadDataset(folder.path(), options);
  EXPECT_EQ(dataset.images->side(), 4);
  EXPECT_EQ(dataset.summary.commonSide, 8);
  EXPECT_EQ(count(dataset, "other_size"), 0U);
  options.side = 0;
  const std::vector<std::uint8_t> full = pixels(loadDataset(folder.path(), options), 0);
  const int mean = (full[0] + full[1] + full[8] + full[9]) / 4;
  EXPECT_NEAR(pixels(dataset, 0)[0], mean, 1); // area averaging
}

TEST(ImageStore, AFileThatWentAwayIsToldNotThrown) {
  const TempFolder folder;
  writeFerplus(folder);
  LoadOptions options;
  options.memoryBudget = 0;
  const Dataset dataset = loadDataset(folder.path(), options);
  std::vector<std::uint8_t> buffer(64);
  EXPECT_TRUE(dataset.images->read(0, buffer));
  std::filesystem::remove(folder.path() / dataset.samples[0].file);
  EXPECT_FALSE(dataset.images->read(0, buffer));
  EXPECT_THROW((void)dataset.images->read(99, buffer), Error);
  EXPECT_THROW((void)dataset.images->read(1, std::span(buffer).first(63)), Error);
}

TEST(LoadDataset, TheCommonestSizeWinsOverTheFirstGlance) {
  // 600 images: the glance sees every second one, all of which are the rarer size there.
  const TempFolder folder;
  for (std::uint64_t i = 0; i < 600; ++i) {
    const int side = i % 2 == 0 && i < 580 ? 6 : 8;
    const std::string number = std::to_string(1000 + i);
    folder.write("train/sad/" + number + ".png", makeImage(i + 1, side, side));
  }
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_EQ(dataset.images->side(), 8);
  EXPECT_EQ(count(dataset, "other_size"), 290U);
}

TEST(LoadDataset, NothingUsableIsAnErrorThatSaysWhy) {
  const TempFolder folder;
  const auto messageOf = [](const std::filesystem::path& root, ErrorKind kind) {
    try {
      (void)loadDataset(root);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), kind);
      return std::string(error.what());
    }
    return std::string("no error");
  };
  EXPECT_THAT(messageOf(folder.path() / "absent", ErrorKind::NotFound), HasSubstr("absent"));
  EXPECT_THAT(messageOf(folder.path(), ErrorKind::BadData), HasSubstr("holds no data set"));
  folder.write("train/happy/a.png", "no image");
  EXPECT_THAT(messageOf(folder.path(), ErrorKind::BadData), HasSubstr("train/happy/a.png"));
}

// A pipe would be waited for without end: the test would not come back.
TEST(LoadDataset, PipesAndDevicesAreCountedNotRead) {
  const TempFolder folder;
  folder.write("train/happy/a.png", makeImage(1));
  folder.write("labels.csv", "image,label\na.png,happy\npipe.png,sad\n");
  ASSERT_EQ(::mkfifo((folder / "train/happy/pipe.png").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo((folder / "train/happy/pipe").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo((folder / "pipe.csv").c_str(), 0600), 0);
  const bool device = ::mknod((folder / "train/happy/zero.jpg").c_str(), S_IFCHR | 0600, makedev(1, 5)) == 0; // root
  for (const char* table : {"labels.csv", ""}) {
    const Dataset dataset = loadDataset(folder / table, noCut());
    EXPECT_THAT(files(dataset), ElementsAre("train/happy/a.png"));
  }
  std::filesystem::remove(folder / "labels.csv");
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_THAT(files(dataset), ElementsAre("train/happy/a.png"));
  EXPECT_EQ(count(dataset, "other_files"), device ? 3U : 2U);
}

TEST(LoadDataset, APipeGivenByNameIsToldApart) {
  const TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "data").c_str(), 0600), 0);
  EXPECT_THAT(test::loadError(folder / "data"),
              HasSubstr("it is no regular file. Give a table in a file, or a folder."));
}

TEST(LoadDataset, SettingsThatCannotBeUsedAreRefused) {
  const TempFolder folder;
  writeFerplus(folder);
  LoadOptions share;
  share.validShare = 1;
  EXPECT_THROW((void)loadDataset(folder.path(), share), Error);
  LoadOptions side;
  side.side = -1;
  EXPECT_THROW((void)loadDataset(folder.path(), side), Error);
}

TEST(LoadDataset, StopsWhenAskedAndReportsProgressOnTheCallingThread) {
  const TempFolder folder;
  for (std::uint64_t i = 0; i < 1100; ++i) {
    folder.write("train/sad/" + std::to_string(1000 + i) + ".png", makeImage(i + 1, 2, 2));
  }
  std::stop_source stop;
  LoadOptions options = noCut();
  std::size_t calls = 0;
  const auto thread = std::this_thread::get_id();
  options.progress = [&](std::size_t done, std::size_t total) {
    EXPECT_EQ(std::this_thread::get_id(), thread);
    EXPECT_LT(done, total);
    EXPECT_EQ(total, 1100U);
    ++calls;
    stop.request_stop();
  };
  const Dataset dataset = loadDataset(folder.path(), options, stop.get_token());
  EXPECT_EQ(calls, 1U);
  EXPECT_TRUE(dataset.summary.stopped);
  EXPECT_GT(dataset.samples.size(), 0U);
  EXPECT_LT(dataset.samples.size(), 1100U);
}

} // namespace

} // namespace mien
