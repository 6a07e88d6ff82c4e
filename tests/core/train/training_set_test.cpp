#include "core/train/detail/training_set.h"

#include "core/common/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace mien::detail {

namespace {

using testing::ElementsAre;
using testing::FloatNear;
using testing::HasSubstr;
using testing::IsEmpty;

Sample sampleOf(Split split, Emotion emotion) {
  Sample sample;
  sample.split = split;
  sample.votes[static_cast<std::size_t>(emotion)] = 10;
  return sample;
}

LabelledImages imagesOf(const std::vector<Emotion>& emotions, TrainConfig config = {}) {
  Dataset dataset;
  for (const Emotion emotion : emotions) {
    dataset.samples.push_back(sampleOf(Split::Train, emotion));
  }
  return labelledImages(dataset, Split::Train, config);
}

// (mean frequency / frequency of the class)^0.5, scaled to a mean of 1, by hand: sqrt(2/3) thrice and sqrt(2) once.
TEST(TrainingSet, RareClassesWeighMore) {
  TrainConfig config;
  config.balance = BalanceKind::ClassWeights;
  const LabelledImages images =
      imagesOf({Emotion::Happiness, Emotion::Happiness, Emotion::Sadness, Emotion::Happiness}, config);
  EXPECT_THAT(images.weights, ElementsAre(FloatNear(0.84530F, 1e-4F), FloatNear(0.84530F, 1e-4F),
                                          FloatNear(1.46410F, 1e-4F), FloatNear(0.84530F, 1e-4F)));
}

std::vector<Emotion> unbalanced() {
  std::vector<Emotion> emotions(24, Emotion::Happiness);
  std::fill_n(emotions.begin() + 20, 3, Emotion::Fear);
  emotions.back() = Emotion::Disgust;
  return emotions;
}

TEST(TrainingSet, AnEpochShowsEveryImageOnceInAnOrderOfItsOwn) {
  TrainConfig config;
  const LabelledImages images = imagesOf(unbalanced(), config);
  std::vector<std::size_t> sorted = epochOrder(images, config, 0);
  EXPECT_NE(sorted, epochOrder(images, config, 1));
  EXPECT_EQ(sorted, epochOrder(images, config, 0));
  EXPECT_FALSE(std::ranges::is_sorted(sorted));
  std::ranges::sort(sorted);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    EXPECT_EQ(sorted[i], i);
  }
}

/// How often each image is shown in 500 epochs of 24.
std::vector<int> showings(const LabelledImages& images, const TrainConfig& config) {
  std::vector<int> counts(images.samples.size());
  for (int epoch = 0; epoch < 500; ++epoch) {
    const auto order = epochOrder(images, config, epoch);
    EXPECT_EQ(order.size(), images.samples.size());
    for (const std::size_t position : order) {
      ++counts[position];
    }
  }
  return counts;
}

// Three classes of 20, 3 and 1 images, a third of 12,000 each: 200, 1333.3 and 4000 an image. Bounds of four deviations
// of the binomial distribution.
TEST(TrainingSet, BalancedSamplingShowsEveryClassEquallyOften) {
  TrainConfig config;
  config.balance = BalanceKind::Sampling;
  const auto counts = showings(imagesOf(unbalanced(), config), config);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = i < 20 ? 200 : i < 23 ? 4000.0 / 3 : 4000;
    EXPECT_NEAR(counts[i], expected, 4 * std::sqrt(expected * (1 - expected / 12'000))) << i;
  }
}

TEST(TrainingSet, WarnsOfWhatCannotBeLearnedOrMeasured) {
  const std::vector<Emotion> seven{Emotion::Neutral, Emotion::Happiness, Emotion::Surprise, Emotion::Sadness,
                                   Emotion::Anger,   Emotion::Disgust,   Emotion::Fear};
  const auto all = imagesOf(seven);
  EXPECT_THAT(dataWarnings(all, all, 7), IsEmpty());
  EXPECT_THAT(dataWarnings(all, all, 8), ElementsAre(HasSubstr("shows contempt")));
  EXPECT_THAT(dataWarnings(imagesOf({Emotion::Fear, Emotion::Fear}), imagesOf({Emotion::Fear}), 7),
              ElementsAre(HasSubstr("all 2 images to train on show fear")));
  EXPECT_THAT(dataWarnings(imagesOf({Emotion::Fear}), imagesOf({Emotion::Fear}), 7),
              ElementsAre(HasSubstr("one image to train on")));
  EXPECT_THAT(dataWarnings(all, imagesOf({Emotion::Neutral}), 7),
              ElementsAre(HasSubstr("to validate with shows happiness, surprise, sadness, anger, disgust, fear")));
}

TEST(TrainingSet, SaysWhatToDoWithoutImagesToTrainOn) {
  Dataset dataset;
  dataset.root = "/data/only-test";
  dataset.samples.push_back(sampleOf(Split::Test, Emotion::Happiness));
  dataset.summary.images = {0, 0, 1};
  try {
    (void)labelledImages(dataset, Split::Train, {});
    FAIL() << "it has none";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("/data/only-test has no images to train on"));
    EXPECT_THAT(error.what(), HasSubstr("folder named train"));
    EXPECT_THAT(error.what(), testing::Not(HasSubstr("label policy"))) << "no policy would help";
  }
}

TEST(TrainingSet, SaysWhatToDoWithoutImagesToValidateWith) {
  Dataset dataset;
  dataset.root = "/data/set";
  dataset.samples.push_back(sampleOf(Split::Train, Emotion::Fear));
  try {
    (void)labelledImages(dataset, Split::Valid, {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("--valid-share"));
  }
}

} // namespace

} // namespace mien::detail
