#pragma once

#include "core/common/arg_max.h"
#include "core/data/dataset.h"
#include "core/eval/evaluator.h"
#include "core/eval/metrics/metrics.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace mien::test {

/// An evaluation nobody ran: answers that lean to the true class, the more so the more the annotators agree, embeddings
/// in one cluster a class. The classes are as unequal as FER+'s.
inline EvaluationResult madeEvaluation(int images, unsigned seed, int embeddingSize = 16) {
  constexpr int kClasses = kEmotionCount;
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  std::discrete_distribution<int> classOf{36, 26, 12, 12, 8, 2, 3, 1};
  std::vector<float> centers(static_cast<std::size_t>(kClasses * embeddingSize));
  std::ranges::generate(centers, [&] { return 1.2F * normal(random); });

  EvaluationResult result;
  result.weights = "saved/made/model_best.pth";
  result.model.labels = emotionLabels(kClasses);
  result.dataRoot = "/data/made";
  result.layout = "ferplus-csv";
  result.split = Split::Test;
  result.embeddingSize = embeddingSize;
  std::vector<int> actual;
  for (int i = 0; i < images; ++i) {
    const int own = classOf(random);
    const int other = (own + 1 + static_cast<int>(random() % 7)) % kClasses;
    const auto agreed = static_cast<std::uint16_t>(6 + random() % 5);
    EvaluatedImage image{"fold/" + std::to_string(i) + ".png", {}, own, 0};
    image.votes[static_cast<std::size_t>(own)] = agreed;
    image.votes[static_cast<std::size_t>(other)] = static_cast<std::uint16_t>(10 - agreed);
    std::vector<float> row(kClasses);
    float sum = 0;
    for (int c = 0; c < kClasses; ++c) {
      const float lean = c == own ? 0.45F * static_cast<float>(agreed) - 1.2F : 0.0F;
      row[static_cast<std::size_t>(c)] = std::exp(0.9F * normal(random) + lean);
      sum += row[static_cast<std::size_t>(c)];
    }
    std::ranges::for_each(row, [sum](float& value) { value /= sum; });
    image.predicted = argMax(row);
    actual.push_back(own);
    result.images.push_back(image);
    result.probabilities.insert(result.probabilities.end(), row.begin(), row.end());
    for (int e = 0; e < embeddingSize; ++e) {
      result.embeddings.push_back(centers[static_cast<std::size_t>(own * embeddingSize + e)] + normal(random));
    }
  }
  result.splitImages = result.images.size();
  result.metrics = computeMetrics(kClasses, actual, result.probabilities);
  result.timing = {2, 32, 180, {200, 7.5, 9.25}, 1471.0};
  return result;
}

/// A data set with the images of such an evaluation: a grey ramp each.
inline std::shared_ptr<const Dataset> madeDataset(const EvaluationResult& result) {
  class Ramps : public ImageStore {
  public:
    [[nodiscard]] int side() const override { return 48; }
    [[nodiscard]] bool read(std::size_t index, std::span<std::uint8_t> out) const override {
      for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = static_cast<std::uint8_t>((i / 48 * 4 + index * 23) % 256);
      }
      return true;
    }
    [[nodiscard]] bool inMemory() const override { return true; }
  };
  auto dataset = std::make_shared<Dataset>();
  dataset->root = result.dataRoot;
  for (const EvaluatedImage& image : result.images) {
    dataset->samples.push_back({image.file, result.split, image.votes, 0});
  }
  dataset->images = std::make_shared<Ramps>();
  dataset->summary.layout = result.layout;
  dataset->summary.images[static_cast<std::size_t>(result.split)] = dataset->samples.size();
  return dataset;
}

} // namespace mien::test
