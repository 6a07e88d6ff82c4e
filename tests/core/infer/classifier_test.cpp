#include "core/infer/classifier.h"

#include "core/common/error.h"
#include "core/data/emotion.h"
#include "core/model/weights_file.h"
#include "core/train/detail/replica_set.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mien {
namespace {

/// A fresh network with a classifier that has something to say.
class ClassifierFile : public testing::Test {
protected:
  static void SetUpTestSuite() {
    s_info.labels = emotionLabels(8);
    s_state = detail::ReplicaSet(s_info, {}, 1, 5).state();
    for (NamedArray& array : s_state) {
      if (array.name == "classifier.1.weight") {
        auto* values = reinterpret_cast<float*>(array.bytes.data());
        for (std::size_t i = 0; i < array.elementCount(); ++i) {
          // A fresh network's features are about 1e-14: without the factor all probabilities would be 1/8.
          values[i] = 5e13F * (static_cast<float>((i * 7919U) % 101U) / 101.0F - 0.5F);
        }
      }
    }
  }

  void SetUp() override { saveWeights(m_file, s_state, s_info); }

  std::string complaint() const {
    try {
      (void)loadClassifier(m_file);
    } catch (const Error& error) {
      return error.what();
    }
    return {};
  }

  /// Five different images of different sizes.
  std::vector<GrayView> views() {
    std::vector<GrayView> all;
    for (std::size_t i = 0; i < 5; ++i) {
      const int side = 40 + 13 * static_cast<int>(i);
      auto& pixels = m_pixels.emplace_back(static_cast<std::size_t>(side * side));
      for (std::size_t p = 0; p < pixels.size(); ++p) {
        pixels[p] = static_cast<std::uint8_t>((p * (i + 3)) % 251U);
      }
      all.push_back({pixels.data(), side, side, side});
    }
    return all;
  }

  static inline ModelInfo s_info;
  static inline StateDict s_state;
  test::TempFolder m_folder;
  std::filesystem::path m_file = m_folder.path() / "model.pth";
  std::vector<std::vector<std::uint8_t>> m_pixels;
};

TEST_F(ClassifierFile, AnswersTheSameAloneInABatchAndFromAClone) {
  const auto classifier = loadClassifier(m_file);
  const auto faces = views();
  const Predictions batch = classifier->classify(faces, /*withEmbeddings=*/true);
  ASSERT_EQ(batch.classes, 8);
  ASSERT_EQ(batch.embeddingSize, 1536);
  ASSERT_EQ(batch.embeddings.size(), faces.size() * 1536);
  const auto clone = classifier->clone();
  for (std::size_t i = 0; i < faces.size(); ++i) {
    const Predictions one = clone->classify(std::span(faces).subspan(i, 1));
    EXPECT_TRUE(one.embeddings.empty());
    float sum = 0;
    for (std::size_t c = 0; c < 8; ++c) {
      EXPECT_NEAR(one.probabilities[c], batch.probabilities[i * 8 + c], 1e-5);
      EXPECT_NEAR(one.logits[c], batch.logits[i * 8 + c], 1e-4);
      sum += one.probabilities[c];
    }
    EXPECT_NEAR(sum, 1.0, 1e-5);
  }
  for (std::size_t row = 0; row < faces.size(); ++row) {
    const auto begin = batch.logits.begin() + static_cast<std::ptrdiff_t>(row * 8);
    const auto [lowest, highest] = std::minmax_element(begin, begin + 8);
    EXPECT_GT(*highest - *lowest, 1) << "row " << row << ": the test needs answers that differ";
  }
  EXPECT_GT(std::abs(batch.logits[0] - batch.logits[8]), 1e-3) << "different faces, different answers";
  EXPECT_TRUE(classifier->classify({}).probabilities.empty());
}

TEST_F(ClassifierFile, TheTemperatureSoftensTheProbabilities) {
  ModelInfo softer = s_info;
  softer.temperature = 2;
  const auto faces = views();
  const Predictions plain = loadClassifier(m_file)->classify(faces);
  saveWeights(m_file, s_state, softer);
  const Predictions soft = loadClassifier(m_file)->classify(faces);
  EXPECT_EQ(soft.logits, plain.logits);
  double sum = 0;
  for (std::size_t c = 0; c < 8; ++c) {
    sum += std::exp(plain.logits[c] / 2.0);
  }
  for (std::size_t c = 0; c < 8; ++c) {
    EXPECT_NEAR(soft.probabilities[c], std::exp(plain.logits[c] / 2.0) / sum, 1e-6);
  }
}

TEST_F(ClassifierFile, RefusesAnEmptyFace) {
  const auto classifier = loadClassifier(m_file);
  const GrayView nothing;
  EXPECT_THROW((void)classifier->classify(std::span(&nothing, 1)), Error);
}

TEST_F(ClassifierFile, RefusesWeightsThatAreNoNumbers) {
  StateDict broken = s_state;
  for (NamedArray& array : broken) {
    if (array.name == "classifier.1.weight") {
      reinterpret_cast<float*>(array.bytes.data())[3] = NAN;
    }
  }
  saveWeights(m_file, broken, s_info);
  EXPECT_NE(complaint().find("'classifier.1.weight' are not finite"), std::string::npos) << complaint();
  EXPECT_NE(complaint().find(m_file.string()), std::string::npos);
}

TEST_F(ClassifierFile, SaysWhatIsMissing) {
  StateDict less = s_state;
  std::erase_if(less, [](const NamedArray& array) { return array.name == "features.3.0.block.0.0.weight"; });
  saveWeights(m_file, less, s_info);
  EXPECT_NE(complaint().find("features.3.0.block.0.0.weight"), std::string::npos);
  EXPECT_NE(complaint().find(m_file.string()), std::string::npos);
}

TEST_F(ClassifierFile, SaysWhatHasAnotherShape) {
  ModelInfo seven = s_info;
  seven.labels = emotionLabels(7);
  saveWeights(m_file, s_state, seven);
  EXPECT_NE(complaint().find("classifier.1.weight"), std::string::npos);
}

} // namespace
} // namespace mien
