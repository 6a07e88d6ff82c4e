#pragma once

#include "core/infer/classifier.h"

#include <QString>

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

  explicit SharedClassifier(Loader load, QString title = {}) : m_load(std::move(load)), m_title(std::move(title)) {}

  /// May block while the weights are read. Throws what reading them throws, and tries again the next time.
  [[nodiscard]] std::unique_ptr<Classifier> clone() {
    const std::scoped_lock lock(m_mutex);
    if (!m_classifier) {
      m_classifier = m_load();
    }
    return m_classifier->clone();
  }

  /// How it is called on the screen.
  [[nodiscard]] QString title() const {
    const std::scoped_lock lock(m_titleMutex);
    return m_title;
  }
  void setTitle(const QString& title) {
    const std::scoped_lock lock(m_titleMutex);
    m_title = title;
  }

private:
  Loader m_load;
  std::mutex m_mutex;
  std::unique_ptr<Classifier> m_classifier;
  mutable std::mutex m_titleMutex; ///< another one: reading the weights takes a while
  QString m_title;
};

} // namespace mien::ui
