#include "core/live/analysis/detail/parallel_classifier.h"

#include <algorithm>
#include <utility>

namespace mien::detail {

ParallelClassifier::~ParallelClassifier() = default;

Predictions ParallelClassifier::classify(std::span<const GrayView> faces) {
  const std::size_t shares = std::clamp<std::size_t>(faces.size(), 1, static_cast<std::size_t>(std::max(1, m_threads)));
  while (m_helpers.size() + 1 < shares) {
    auto helper = std::make_unique<Helper>();
    helper->classifier = m_classifier.clone();
    m_helpers.reserve(m_helpers.size() + 1);
    helper->thread = std::jthread([this, &self = *helper](const std::stop_token& stop) { work(stop, self); });
    m_helpers.push_back(std::move(helper)); // last: one without a thread would be waited for in vain
  }
  const auto firstOf = [&](std::size_t share) { return faces.size() * share / shares; };
  {
    const std::lock_guard lock(m_mutex);
    for (std::size_t share = 1; share < shares; ++share) {
      m_helpers[share - 1]->faces = faces.subspan(firstOf(share), firstOf(share + 1) - firstOf(share));
      m_helpers[share - 1]->busy = true;
    }
  }
  if (shares > 1) {
    m_changed.notify_all();
  }
  Predictions all;
  std::exception_ptr failure;
  try {
    all = m_classifier.classify(faces.first(firstOf(1)));
  } catch (...) {
    failure = std::current_exception(); // thrown when nobody reads the faces any more
  }
  std::unique_lock lock(m_mutex);
  for (std::size_t share = 1; share < shares; ++share) {
    Helper& helper = *m_helpers[share - 1];
    m_changed.wait(lock, [&] { return !helper.busy; });
    all.logits.insert(all.logits.end(), helper.answer.logits.begin(), helper.answer.logits.end());
    all.probabilities.insert(all.probabilities.end(), helper.answer.probabilities.begin(),
                             helper.answer.probabilities.end());
    const std::exception_ptr helperFailure = std::exchange(helper.failure, nullptr);
    failure = failure ? failure : helperFailure;
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
  return all;
}

void ParallelClassifier::work(const std::stop_token& stop, Helper& helper) {
  std::unique_lock lock(m_mutex);
  while (m_changed.wait(lock, stop, [&] { return helper.busy; })) {
    lock.unlock();
    try {
      helper.answer = helper.classifier->classify(helper.faces);
    } catch (...) {
      helper.failure = std::current_exception();
    }
    lock.lock();
    helper.busy = false;
    m_changed.notify_all();
  }
}

} // namespace mien::detail
