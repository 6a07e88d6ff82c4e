#pragma once

#include "core/infer/classifier.h"

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace mien::ui {

/// A model that several threads use: the first that asks reads its weights, and each gets a clone of its own. Any
/// thread.
class SharedClassifier {
public:
  using Loader = std::function<std::unique_ptr<Classifier>()>;

  explicit SharedClassifier(Loader load) : m_load(std::move(load)) {}

  /// May block while the weights are read. Throws what reading them throws, and tries again the next time.
  [[nodiscard]] std::unique_ptr<Classifier> clone() {
    const std::scoped_lock lock(m_mutex);
    if (!m_classifier) {
      m_classifier = m_load();
    }
    return m_classifier->clone();
  }

private:
  Loader m_load;
  std::mutex m_mutex;
  std::unique_ptr<Classifier> m_classifier;
};

} // namespace mien::ui
