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
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::uint64_t g_seed = 100;

void put(const TempFolder& folder, const std::string& path) {
  folder.write(path, makeImage(g_seed++, 8, 8, false, std::filesystem::path(path).extension().string()));
}

TEST(ClassFolders, StandAtAnyDepthWithOrWithoutSplits) {
  const TempFolder bare;
  put(bare, "0_anger/a.png");
  put(bare, "Happy faces/a.bmp");
  EXPECT_THAT(labelled(loadDataset(bare.path(), noCut())),
              ElementsAre("train anger 0_anger/a.png", "train happiness Happy faces/a.bmp"));
  const TempFolder deep;
  put(deep, "archive/images/training_set/sad/a.webp");
  put(deep, "archive/images/dev/FEAR/a.tiff");
  put(deep, "archive/images/test_set/surprised/a.jpeg");
  const Dataset dataset = loadDataset(deep.path());
  EXPECT_THAT(labelled(dataset), ElementsAre("train sadness archive/images/training_set/sad/a.webp",
                                             "valid fear archive/images/dev/FEAR/a.tiff",
                                             "test surprise archive/images/test_set/surprised/a.jpeg"));
  for (const DatasetProblem& problem : dataset.summary.problems) {
    EXPECT_EQ(problem.kind, "colour_image") << problem.description; // WebP knows no grey
  }
}

TEST(ClassFolders, TheFolderOfOneSplitIsThatSplit) {
  const TempFolder folder;
  put(folder, "train/happy/a.png");
  put(folder, "test/happy/b.png");
  EXPECT_THAT(labelled(loadDataset(folder / "test")), ElementsAre("test happiness happy/b.png"));
}

TEST(ClassFolders, SubFoldersArePeople) {
  const TempFolder folder;
  for (const std::string person : {"ann", "bob", "chi"}) {
    put(folder, "train/happy/" + person + "/1.png");
    put(folder, "train/" + person + "x/sad/1.png"); // above the emotion as well as below
  }
  put(folder, "valid/happy/bob/1.png");
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_EQ(dataset.samples.size(), 7U);
  EXPECT_THAT(dataset.summary.description, HasSubstr("6 sub-folders taken for one person each"));
  EXPECT_EQ(count(dataset, "person_in_splits"), 1U);
  EXPECT_EQ(firstExample(dataset, "person_in_splits"), "bob: train valid");
}

TEST(ClassFolders, NumbersAloneAreRefused) {
  for (const int first : {0, 1}) {
    const TempFolder folder;
    for (int i = first; i <= 7; ++i) {
      put(folder, "train/" + std::to_string(i) + "/a.png");
    }
    EXPECT_THAT(loadError(folder.path()), HasSubstr("numbered " + std::to_string(first) + " to 7"));
  }
}

TEST(ClassFolders, TypingErrorsAreNamedAndHalfASplitIsNeverLost) {
  const TempFolder folder;
  put(folder, "train/hapy/a.png");
  put(folder, "train/suprized/a.png");
  put(folder, "train/sad/a.png");
  put(folder, "valid/happy/a.png");
  put(folder, "valid/sad/a.png");
  EXPECT_THAT(loadError(folder.path()), AllOf(HasSubstr("2 of 3 images of its train split"),
                                              HasSubstr("train/hapy/ (1 image; did you mean happiness?)"),
                                              HasSubstr("train/suprized/ (1 image; did you mean surprise?)")));
  put(folder, "train/sad/b.png");
  put(folder, "train/sad/c.png");
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_EQ(dataset.samples.size(), 5U);
  EXPECT_EQ(count(dataset, "unknown_class"), 2U);
  EXPECT_EQ(firstExample(dataset, "unknown_class"), "train/hapy/ (1 image; did you mean happiness?)");
}

TEST(ClassFolders, AMisspeltSplitIsNotTrainedOn) {
  const TempFolder folder;
  put(folder, "train/happy/a.png");
  put(folder, "train/happy/b.png");
  put(folder, "tset/happy/a.png");
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_EQ(dataset.samples.size(), 2U);
  EXPECT_EQ(firstExample(dataset, "outside_splits"), "tset/ (1 image)");
  put(folder, "tset/happy/b.png");
  EXPECT_THAT(loadError(folder.path()),
              HasSubstr("2 images stand outside the folders of the splits: tset/ (2 images)"));
}

TEST(ClassFolders, OtherFilesAndLooseImagesAreCounted) {
  const TempFolder folder;
  put(folder, "train/happy/a.png");
  put(folder, "train/happy/b.png");
  put(folder, "train/loose.png");
  folder.write("train/happy/notes.doc", "words");
  folder.write("train/happy/._a.png", "litter");
  folder.write("__MACOSX/train/happy/a.png", "litter");
  folder.write("train/happy/photo", makeImage(7)); // no suffix: content decides
  const Dataset dataset = loadDataset(folder.path(), noCut());
  EXPECT_EQ(dataset.samples.size(), 3U);
  EXPECT_EQ(firstExample(dataset, "outside_classes"), "train/ (1 image)");
  EXPECT_EQ(firstExample(dataset, "other_files"), "train/happy/notes.doc");
}

TEST(ClassFolders, SeveralDataSetsAreNotMixed) {
  const TempFolder folder;
  put(folder, "rafdb/train/happy/a.png");
  put(folder, "fer/train/happy/a.png");
  EXPECT_THAT(loadError(folder.path()), HasSubstr("several data sets (fer/, rafdb/)"));
}

TEST(ClassFolders, TheSamePictureTwiceWithTwoLabelsIsTold) {
  const TempFolder folder;
  folder.write("train/happy/a.png", makeImage(1));
  folder.write("train/happy/b.png", makeImage(1));
  folder.write("train/sad/c.png", makeImage(1));
  folder.write("valid/fear/d.png", makeImage(1)); // another split: a leak, not a contradiction
  const Dataset dataset = loadDataset(folder.path());
  EXPECT_EQ(count(dataset, "twin_labels"), 1U);
  EXPECT_EQ(firstExample(dataset, "twin_labels"), "train/sad/c.png = train/happy/a.png");
  EXPECT_EQ(count(dataset, "leakage"), 1U);
}

} // namespace

} // namespace mien
