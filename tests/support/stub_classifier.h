#pragma once

#include "core/data/emotion.h"
#include "core/infer/classifier.h"

#include <atomic>
#include <cmath>
#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace mien::test {

/// A classifier without a network: its answer follows from an image's first two pixels. The first, modulo the number of
/// classes, is the class it believes in; the second how firmly (0: hardly, 255: very). Embeddings hold four numbers:
/// the first pixels and the label index. Clones share the counters.
class StubClassifier : public Classifier {
public:
  static constexpr int kEmbeddingSize = 4;

  struct Counters {
    std::atomic<int> clones = 0;
    std::atomic<int> calls = 0;
    std::atomic<bool> sharedByThreads = false;
    std::function<void()> onCall; ///< set before use; called by any thread
  };

  explicit StubClassifier(int classes) : StubClassifier(emotionLabels(classes)) {}
  explicit StubClassifier(std::vector<std::string> labels) { m_info.labels = std::move(labels); }

  [[nodiscard]] const ModelInfo& info() const override { return m_info; }

  [[nodiscard]] Predictions classify(std::span<const GrayView> faces, bool withEmbeddings) override {
    if (m_busy.exchange(true)) {
      m_counters->sharedByThreads = true;
    }
    ++m_counters->calls;
    if (m_counters->onCall) {
      m_counters->onCall();
    }
    Predictions answers;
    answers.classes = m_info.classes();
    answers.embeddingSize = withEmbeddings ? kEmbeddingSize : 0;
    for (const GrayView& face : faces) {
      answer(face, answers);
    }
    m_busy = false;
    return answers;
  }

  [[nodiscard]] std::unique_ptr<Classifier> clone() const override {
    auto copy = std::make_unique<StubClassifier>(m_info.labels);
    copy->m_counters = m_counters;
    ++m_counters->clones;
    return copy;
  }

  [[nodiscard]] Counters& counters() { return *m_counters; }

private:
  static void answer(const GrayView& face, Predictions& answers) {
    const int chosen = face.data[0] % answers.classes;
    const float strength = 1.0F + static_cast<float>(face.data[1]) / 64.0F;
    float sum = 0;
    for (int c = 0; c < answers.classes; ++c) {
      answers.logits.push_back(c == chosen ? strength : 0.1F * static_cast<float>(c));
      sum += std::exp(answers.logits.back());
    }
    for (int c = 0; c < answers.classes; ++c) {
      answers.probabilities.push_back(std::exp(answers.logits[answers.logits.size() - answers.classes + c]) / sum);
    }
    if (answers.embeddingSize > 0) {
      answers.embeddings.insert(answers.embeddings.end(),
                                {static_cast<float>(face.data[0]), static_cast<float>(face.data[1]),
                                 static_cast<float>(face.data[2]), static_cast<float>(chosen)});
    }
  }

  ModelInfo m_info;
  std::shared_ptr<Counters> m_counters = std::make_shared<Counters>();
  std::atomic<bool> m_busy = false;
};

} // namespace mien::test
