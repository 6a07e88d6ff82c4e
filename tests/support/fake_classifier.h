#pragma once

#include "core/infer/classifier.h"

#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace mien::test {

/// Says "dark" or "bright" by the mean of the pixels, with the mean / 255 as the probability of "bright", and remembers
/// the sizes that it was given.
class FakeClassifier : public Classifier {
public:
  FakeClassifier() { m_info.labels = {"dark", "bright"}; }

  [[nodiscard]] const ModelInfo& info() const override { return m_info; }

  [[nodiscard]] Predictions classify(std::span<const GrayView> faces, bool /*withEmbeddings*/) override {
    Predictions predictions;
    predictions.classes = 2;
    for (const GrayView& face : faces) {
      sizes.emplace_back(face.width, face.height);
      double sum = 0;
      for (int y = 0; y < face.height; ++y) {
        for (int x = 0; x < face.width; ++x) {
          sum += face.data[y * face.stride + x];
        }
      }
      const auto bright = static_cast<float>(sum / (255.0 * face.width * face.height));
      predictions.probabilities.insert(predictions.probabilities.end(), {1.0F - bright, bright});
    }
    predictions.logits = predictions.probabilities;
    return predictions;
  }

  [[nodiscard]] std::unique_ptr<Classifier> clone() const override { return std::make_unique<FakeClassifier>(*this); }

  std::vector<std::pair<int, int>> sizes; ///< width and height of each face so far

private:
  ModelInfo m_info;
};

} // namespace mien::test
