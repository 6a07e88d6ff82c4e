#include "core/train/detail/batch_loader.h"

#include "tests/support/pixel_store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mien::detail {
namespace {

constexpr int kSide = 48;
constexpr int kImages = 8;

/// Images of one grey each, 20 apart, and of one class each: what was mixed is seen in every number.
Dataset greys() {
  Dataset dataset;
  std::vector<std::vector<std::uint8_t>> pixels;
  for (int i = 0; i < kImages; ++i) {
    Sample& sample = dataset.samples.emplace_back();
    sample.split = Split::Train;
    sample.votes[static_cast<std::size_t>(i)] = 10;
    pixels.emplace_back(kSide * kSide, static_cast<std::uint8_t>(40 + 20 * i));
  }
  dataset.images = std::make_shared<test::PixelStore>(kSide, std::move(pixels));
  return dataset;
}

TrainConfig plain() {
  TrainConfig config;
  config.batch = kImages;
  config.replicas = 1;
  config.augment.strength = 0;
  config.sizes = {{kSide, 1}};
  return config;
}

ModelInfo info() {
  ModelInfo model;
  model.labels = emotionLabels(8);
  return model;
}

double greyOf(const ReplicaBatch& batch, std::size_t image) {
  const ModelInfo model = info();
  const double value = batch.pixels.at(image * kSide * kSide);
  return (value * model.deviation[0] + model.mean[0]) * 255;
}

TEST(BatchLoader, GivesEachReplicaItsShareOfEveryEpoch) {
  const Dataset dataset = greys();
  TrainConfig config = plain();
  config.batch = 4;
  config.replicas = 2;
  const LabelledImages images = labelledImages(dataset, Split::Train, config);
  BatchLoader loader(dataset, images, config, info(), 0);
  EXPECT_EQ(BatchLoader::stepsPerEpoch(kImages, 4), 2);
  std::vector<int> seen(kImages);
  for (int step = 0; step < 2; ++step) {
    const auto shares = loader.next();
    ASSERT_EQ(shares.size(), 2U);
    for (const ReplicaBatch& share : shares) {
      ASSERT_EQ(share.images(), 2U);
      for (std::size_t i = 0; i < 2; ++i) {
        const auto label =
            static_cast<std::size_t>(std::max_element(share.targets.begin() + static_cast<std::ptrdiff_t>(8 * i),
                                                      share.targets.begin() + static_cast<std::ptrdiff_t>(8 * i + 8)) -
                                     share.targets.begin() - static_cast<std::ptrdiff_t>(8 * i));
        EXPECT_NEAR(greyOf(share, i), 40.0 + 20.0 * static_cast<double>(label), 1e-3) << "an image and its label";
        ++seen[label];
      }
    }
  }
  EXPECT_EQ(seen, std::vector<int>(kImages, 1));
}

// Beta(a, a) has the mean 1/2 and the variance 1 / (4 (2 a + 1)).
TEST(BatchLoader, MixupBlendsNeighboursByABetaDistribution) {
  const Dataset dataset = greys();
  for (const double alpha : {0.2, 1.0, 4.0}) {
    TrainConfig config = plain();
    config.mixup = alpha;
    config.sizes = {{kSide, 3000}};
    LabelledImages images = labelledImages(dataset, Split::Train, config);
    for (std::size_t i = 0; i < images.weights.size(); ++i) {
      images.weights[i] = static_cast<float>(1 + i);
    }
    BatchLoader loader(dataset, images, config, info(), 0);
    std::vector<double> shares;
    for (int step = 0; step < 3000; ++step) {
      const ReplicaBatch batch = std::move(loader.next().front());
      const std::span<const float> targets(batch.targets);
      const double first = *std::max_element(targets.begin(), targets.begin() + 8);
      for (std::size_t i = 0; i < kImages; ++i) {
        const auto row = targets.subspan(8 * i, 8);
        EXPECT_NEAR(std::accumulate(row.begin(), row.end(), 0.0), 1, 1e-5);
        EXPECT_LE(std::ranges::count_if(row, [](float share) { return share > 0; }), 2);
        double grey = 0;
        double weight = 0;
        for (std::size_t c = 0; c < 8; ++c) {
          grey += static_cast<double>(row[c]) * (40.0 + 20.0 * static_cast<double>(c));
          weight += static_cast<double>(row[c]) * (1.0 + static_cast<double>(c));
          EXPECT_TRUE(row[c] < 1e-6F || std::abs(static_cast<double>(row[c]) - first) < 1e-5 ||
                      std::abs(static_cast<double>(row[c]) - (1 - first)) < 1e-5)
              << "one share for the whole batch";
        }
        ASSERT_NEAR(greyOf(batch, i), grey, 0.01) << "pixels are blended as the labels are";
        ASSERT_NEAR(batch.weights[i], weight, 1e-4);
      }
      shares.push_back(first); // of the larger part, whichever it is
    }
    double spread = 0;
    for (const double share : shares) {
      spread += (share - 0.5) * (share - 0.5) / 3000;
    }
    const double variance = 1 / (4 * (2 * alpha + 1));
    EXPECT_NEAR(spread, variance, 0.08 * variance) << alpha;
  }
}

TEST(BatchLoader, WithoutMixupLabelsStayWhole) {
  const Dataset dataset = greys();
  const TrainConfig config = plain();
  const LabelledImages images = labelledImages(dataset, Split::Train, config);
  BatchLoader loader(dataset, images, config, info(), 0);
  for (int step = 0; step < 5; ++step) {
    const ReplicaBatch batch = std::move(loader.next().front());
    EXPECT_EQ(std::ranges::count(batch.targets, 1.0F), kImages);
    EXPECT_EQ(std::ranges::count(batch.targets, 0.0F), 7 * kImages);
  }
}

// Six votes of ten for one class, four for another: drawn anew each time the image is shown.
TEST(BatchLoader, SampledLabelsAreDrawnByTheVotes) {
  Dataset dataset = greys();
  for (Sample& sample : dataset.samples) {
    sample.votes = {};
    sample.votes[1] = 6;
    sample.votes[3] = 4;
  }
  TrainConfig config = plain();
  config.labels = LabelPolicy::Sampled;
  config.sizes = {{kSide, 200}};
  const LabelledImages images = labelledImages(dataset, Split::Train, config);
  BatchLoader loader(dataset, images, config, info(), 0);
  int first = 0;
  int second = 0;
  for (int step = 0; step < 200; ++step) {
    const ReplicaBatch batch = std::move(loader.next().front());
    for (std::size_t i = 0; i < kImages; ++i) {
      first += batch.targets[8 * i + 1] == 1.0F ? 1 : 0;
      second += batch.targets[8 * i + 3] == 1.0F ? 1 : 0;
    }
  }
  EXPECT_EQ(first + second, 200 * kImages);
  EXPECT_NEAR(first, 0.6 * 200 * kImages, 4 * std::sqrt(200.0 * kImages * 0.6 * 0.4));
}

} // namespace
} // namespace mien::detail
