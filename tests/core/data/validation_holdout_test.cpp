#include "core/data/validation_holdout.h"

#include "core/common/error.h"
#include "core/data/dataset.h"
#include "core/data/detail/splits.h"
#include "tests/core/data/image_maker.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace mien {

namespace {

using detail::holdOutValidation;
using test::makeImage;
using test::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;

std::map<std::string, Split> splits(const Dataset& dataset) {
  std::map<std::string, Split> result;
  for (const Sample& sample : dataset.samples) {
    result[sample.file] = sample.split;
  }
  return result;
}

std::vector<Sample> samplesOf(std::size_t count, Split split = Split::Train) {
  std::vector<Sample> samples(count);
  for (std::size_t i = 0; i < count; ++i) {
    samples[i].split = split;
    samples[i].content = 0x9E3779B97F4A7C15ULL * (i + 1);
    samples[i].row = static_cast<std::uint32_t>(i);
  }
  return samples;
}

std::size_t valid(const std::vector<Sample>& samples) {
  return static_cast<std::size_t>(
      std::ranges::count_if(samples, [](const Sample& s) { return s.split == Split::Valid; }));
}

// 40 images of each of two emotions for training, 20 for the test.
class CutFolder : public testing::Test {
protected:
  CutFolder() {
    for (std::uint64_t i = 0; i < 100; ++i) {
      m_folder.write((i < 40   ? "train/happy/"
                      : i < 80 ? "train/sad/"
                               : "test/sad/") +
                         std::to_string(i) + ".png",
                     makeImage(i + 1));
    }
  }
  [[nodiscard]] Dataset load(double share = 0.2, std::uint64_t seed = 42, std::size_t budget = 1U << 20) const {
    LoadOptions options;
    options.validShare = share;
    options.splitSeed = seed;
    options.memoryBudget = budget;
    return loadDataset(m_folder.path(), options);
  }

  TempFolder m_folder;
};

TEST_F(CutFolder, AnImageMoreOrLessChangesNothingForTheOthers) {
  const auto before = splits(load());
  m_folder.write("train/happy/000-new.png", makeImage(1000));
  std::filesystem::remove(m_folder.path() / "train/sad/50.png");
  const auto after = splits(load());
  EXPECT_EQ(after.size(), before.size());
  for (const auto& [file, split] : after) {
    if (file != "train/happy/000-new.png") {
      EXPECT_EQ(split, before.at(file)) << file;
    }
  }
}

TEST_F(CutFolder, DependsOnTheContentAloneAndNotOnNameLabelSizeOrMemory) {
  const auto before = splits(load());
  std::filesystem::rename(m_folder.path() / "train/happy", m_folder.path() / "train/anger");
  EXPECT_EQ(load().summary.imagesOf(Split::Valid),
            static_cast<std::size_t>(
                std::ranges::count_if(before, [](const auto& entry) { return entry.second == Split::Valid; })));
  std::filesystem::rename(m_folder.path() / "train/anger", m_folder.path() / "train/happy");
  EXPECT_EQ(splits(load(0.2, 42, 0)), before); // decoded as needed
  LoadOptions options;
  options.side = 16;
  options.validShare = 0.2;
  options.splitSeed = 42;
  EXPECT_EQ(splits(loadDataset(m_folder.path(), options)), before);
}

TEST_F(CutFolder, TheSeedChoosesAndALargerShareKeepsWhatASmallerOneTook) {
  const auto small = splits(load(0.1));
  const auto large = splits(load(0.4));
  EXPECT_NE(splits(load(0.1, 43)), small);
  for (const auto& [file, split] : small) {
    if (split == Split::Valid) {
      EXPECT_EQ(large.at(file), Split::Valid) << file;
    }
  }
}

TEST_F(CutFolder, NeverTakesFromTheTestSplit) {
  for (const double share : {0.2, 0.9}) {
    const Dataset dataset = load(share);
    EXPECT_EQ(dataset.summary.imagesOf(Split::Test), 20U);
    for (const Sample& sample : dataset.samples) {
      EXPECT_EQ(sample.split == Split::Test, sample.file.starts_with("test/")) << sample.file;
    }
  }
}

TEST_F(CutFolder, IsDoneAnewAsIfTheSetHadBeenLoadedSo) {
  const Dataset loaded = load(0.4, 7);
  const Dataset cut = withHoldout(load(0.1, 1), {0.4, 7});
  EXPECT_EQ(cut.summary.cut, (ValidationHoldout{0.4, 7}));
  EXPECT_EQ(cut.summary.images, loaded.summary.images);
  ASSERT_EQ(cut.samples.size(), loaded.samples.size());
  std::vector<std::uint8_t> one(64);
  std::vector<std::uint8_t> other(64);
  for (std::size_t i = 0; i < cut.samples.size(); ++i) {
    EXPECT_EQ(cut.samples[i].file, loaded.samples[i].file);
    EXPECT_EQ(cut.samples[i].split, loaded.samples[i].split);
    ASSERT_TRUE(cut.images->read(i, one) && loaded.images->read(i, other));
    EXPECT_EQ(one, other);
  }
  const Dataset none = withHoldout(loaded, {0, 7});
  EXPECT_EQ(none.summary.cut, std::nullopt);
  EXPECT_THAT(none.summary.images, ElementsAre(80U, 0U, 20U));
  EXPECT_EQ(withHoldout(none, {0.4, 7}).summary.images, loaded.summary.images);
}

TEST_F(CutFolder, LeavesASplitOfTheDataSetsOwnAlone) {
  m_folder.write("valid/happy/own.png", makeImage(2000));
  const Dataset dataset = load();
  EXPECT_THAT(dataset.summary.images, ElementsAre(80U, 1U, 20U));
  EXPECT_EQ(dataset.summary.cut, std::nullopt);
  EXPECT_EQ(withHoldout(dataset, {0.5, 1}).summary.images, dataset.summary.images);
  EXPECT_EQ(holdoutText(dataset.summary), "");
}

TEST_F(CutFolder, SaysWhatWasCut) {
  const Dataset dataset = load(0.2, 42);
  EXPECT_THAT(holdoutText(dataset.summary), HasSubstr(" of 80 images (share 0.2, seed 42)"));
}

TEST_F(CutFolder, TheSamePictureTwiceLandsInOneSplit) {
  for (int i = 0; i < 40; ++i) {
    m_folder.write("train/sad/twin" + std::to_string(i) + ".png", makeImage(static_cast<std::uint64_t>(i) + 1));
  }
  const auto found = splits(load());
  for (int i = 0; i < 40; ++i) {
    EXPECT_EQ(found.at("train/sad/twin" + std::to_string(i) + ".png"),
              found.at("train/happy/" + std::to_string(i) + ".png"));
  }
}

// Binomial: of 20,000 draws at 0.2 the share lies within 5 standard deviations of 0.0028; the same of any part of them.
TEST(HoldOutValidation, MeetsTheShareAsCloselyAsChanceAllows) {
  for (const std::uint64_t seed : {1ULL, 42ULL, 0xFFFFFFFFFFFFFFFFULL}) {
    std::vector<Sample> samples = samplesOf(20000);
    ASSERT_TRUE(holdOutValidation(samples, {0.2, seed}));
    EXPECT_NEAR(static_cast<double>(valid(samples)) / 20000, 0.2, 0.0142);
    samples.resize(5000);
    EXPECT_NEAR(static_cast<double>(valid(samples)) / 5000, 0.2, 0.0283);
  }
}

TEST(HoldOutValidation, KeepsThePicturesOfOnePersonTogether) {
  std::vector<Sample> samples = samplesOf(400);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i].group = "person " + std::to_string(i % 40);
  }
  ASSERT_TRUE(holdOutValidation(samples, {0.3, 42}));
  EXPECT_GT(valid(samples), 0U);
  EXPECT_LT(valid(samples), 400U);
  for (std::size_t i = 40; i < samples.size(); ++i) {
    EXPECT_EQ(samples[i].split, samples[i % 40].split);
  }
}

TEST(HoldOutValidation, LeavesSomethingOnBothSidesOfATinySet) {
  for (const double share : {0.001, 0.5, 0.999}) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      for (const std::size_t count : {2U, 3U, 5U}) {
        std::vector<Sample> samples = samplesOf(count);
        ASSERT_TRUE(holdOutValidation(samples, {share, seed}));
        EXPECT_GT(valid(samples), 0U);
        EXPECT_LT(valid(samples), count);
      }
    }
  }
}

TEST(HoldOutValidation, CutsNothingWhereNothingCanBeParted) {
  std::vector<Sample> one = samplesOf(1);
  EXPECT_FALSE(holdOutValidation(one, {0.5, 1}));
  std::vector<Sample> same = samplesOf(3);
  same[1].content = same[2].content = same[0].content;
  EXPECT_FALSE(holdOutValidation(same, {0.5, 1}));
  std::vector<Sample> tests = samplesOf(50, Split::Test);
  EXPECT_FALSE(holdOutValidation(tests, {0.5, 1}));
  EXPECT_EQ(valid(one) + valid(same) + valid(tests), 0U);
}

// The numbers of the first release of this rule: whoever changes them parts every run from its validation split.
TEST(HoldOutValidation, IsTheSameEverywhereAndForEver) {
  std::vector<Sample> samples = samplesOf(16);
  ASSERT_TRUE(holdOutValidation(samples, {0.3, 42}));
  std::string pattern;
  for (const Sample& sample : samples) {
    pattern += sample.split == Split::Valid ? 'v' : '-';
  }
  EXPECT_EQ(pattern, "-v------vv--vvv-"); // computed in Python
}

} // namespace

} // namespace mien
