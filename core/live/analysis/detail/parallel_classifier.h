#pragma once

#include "core/infer/classifier.h"

#include <exception>
#include <memory>
#include <span>
#include <vector>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace mien::detail {

/// Classifies a batch of faces on several threads, each with its own clone over the same weights; the calling thread
/// takes the first share. The threads are made when a batch first needs them and sleep in between. One caller at a
/// time.
class ParallelClassifier {
public:
  /// `threads` at least 1, the caller's included. `classifier` must outlive this.
  ParallelClassifier(Classifier& classifier, int threads) : m_classifier(classifier), m_threads(threads) {}
  ~ParallelClassifier();
  ParallelClassifier(const ParallelClassifier&) = delete;
  ParallelClassifier& operator=(const ParallelClassifier&) = delete;

  /// Logits and probabilities in the order of the faces. Throws what the classifier throws.
  [[nodiscard]] Predictions classify(std::span<const GrayView> faces);

private:
  struct Helper {
    std::unique_ptr<Classifier> classifier;
    std::span<const GrayView> faces;
    Predictions answer;
    std::exception_ptr failure;
    bool busy = false;
    std::jthread thread; // last: joined before the rest goes
  };
  void work(const std::stop_token& stop, Helper& helper);

  Classifier& m_classifier;
  int m_threads;
  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::vector<std::unique_ptr<Helper>> m_helpers;
};

} // namespace mien::detail
