#include "core/live/analysis/detail/parallel_classifier.h"

#include "tests/support/fake_classifier.h"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <stdexcept>

namespace mien::detail {
namespace {

class Failing : public test::FakeClassifier {
public:
  [[nodiscard]] Predictions classify(std::span<const GrayView> faces, bool embeddings) override {
    if (faces.front().data[0] == 13) {
      throw std::runtime_error("thirteen");
    }
    return FakeClassifier::classify(faces, embeddings);
  }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override { return std::make_unique<Failing>(*this); }
};

std::vector<GrayView> viewsOf(const std::vector<std::uint8_t>& pixels) {
  std::vector<GrayView> views;
  for (const std::uint8_t& pixel : pixels) {
    views.push_back({&pixel, 1, 1, 1});
  }
  return views;
}

TEST(ParallelClassifier, KeepsTheOrderWhateverTheThreads) {
  const std::vector<std::uint8_t> pixels{0, 51, 102, 153, 204, 255, 25};
  for (const int threads : {1, 2, 3, 16}) {
    for (std::size_t count = 0; count <= pixels.size(); ++count) {
      test::FakeClassifier classifier;
      ParallelClassifier batch(classifier, threads);
      const std::vector<GrayView> views = viewsOf(pixels);
      for (int again = 0; again < 3; ++again) {
        const Predictions answer = batch.classify(std::span(views).first(count));
        ASSERT_EQ(answer.probabilities.size(), 2 * count);
        for (std::size_t i = 0; i < count; ++i) {
          ASSERT_FLOAT_EQ(answer.probabilities[2 * i + 1], static_cast<float>(pixels[i]) / 255.0F);
        }
      }
    }
  }
}

TEST(ParallelClassifier, FailsOnTheCallersThreadAndGoesOn) {
  Failing classifier;
  ParallelClassifier batch(classifier, 2);
  for (const std::vector<std::uint8_t>& pixels : {std::vector<std::uint8_t>{13, 1}, {1, 13}, {13, 13}}) {
    EXPECT_THROW((void)batch.classify(viewsOf(pixels)), std::runtime_error);
  }
  const std::vector<std::uint8_t> good{1, 2, 3};
  EXPECT_EQ(batch.classify(viewsOf(good)).probabilities.size(), 6U);
}

/// Cannot be copied the first time.
class Reluctant : public test::FakeClassifier {
public:
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override {
    if (m_asked++ == 0) {
      throw std::bad_alloc();
    }
    return FakeClassifier::clone();
  }

private:
  mutable int m_asked = 0;
};

TEST(ParallelClassifier, WaitsForNoHelperThatNeverBegan) {
  Reluctant classifier;
  ParallelClassifier batch(classifier, 2);
  const std::vector<std::uint8_t> pixels{1, 2, 3};
  EXPECT_THROW((void)batch.classify(viewsOf(pixels)), std::bad_alloc);
  EXPECT_EQ(batch.classify(viewsOf(pixels)).probabilities.size(), 6U);
}

} // namespace
} // namespace mien::detail
