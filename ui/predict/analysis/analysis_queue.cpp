#include "ui/predict/analysis/analysis_queue.h"

#include <utility>

namespace mien::ui {

void AnalysisQueue::setSetup(std::shared_ptr<const AnalysisSetup> setup) {
  dropPending();
  m_expected.removeIf([](std::pair<const quint32&, Expected&> expected) { return !expected.second.video; });
  m_setup = std::move(setup);
}

int AnalysisQueue::add(const QVector<PredictTask>& tasks) {
  int added = 0;
  for (const PredictTask& task : tasks) {
    if (has(task.id) || held(task.id)) {
      continue;
    }
    Expected& expected = m_expected[task.id];
    expected.number = ++m_lastNumber;
    expected.video = task.video;
    m_pending.push_back({task, m_lastNumber, m_setup, expected.stop.get_token()});
    ++added;
  }
  m_total = (m_left == 0 && added > 0 ? 0 : m_total) + added;
  m_left += added;
  return added;
}

void AnalysisQueue::keepOnly(const Wanted& wanted) {
  keepPending(wanted);
  for (auto [id, expected] : m_expected.asKeyValueRange()) {
    if (!wanted(id)) {
      expected.stop.request_stop();
    }
  }
}

void AnalysisQueue::forget(const QSet<quint32>& ids) {
  keepOnly([&ids](quint32 id) { return !ids.contains(id); });
  m_expected.removeIf([&ids](std::pair<const quint32&, Expected&> expected) { return ids.contains(expected.first); });
}

void AnalysisQueue::dropPending() {
  keepPending([](quint32) { return false; });
}

void AnalysisQueue::keepPending(const Wanted& wanted) {
  const auto dropped = std::erase_if(m_pending, [&](const QueuedTask& queued) {
    const bool goes = !wanted(queued.task.id);
    if (goes) {
      m_expected.remove(queued.task.id);
    }
    return goes;
  });
  m_left -= static_cast<int>(dropped);
  m_total -= static_cast<int>(dropped);
}

void AnalysisQueue::hold(const QSet<quint32>& ids) {
  for (const quint32 id : ids) {
    if (has(id)) {
      m_held.insert(id);
    }
  }
}

std::optional<QueuedTask> AnalysisQueue::takeNext() {
  if (m_pending.empty()) {
    return {};
  }
  QueuedTask next = std::move(m_pending.front());
  m_pending.pop_front();
  return next;
}

bool AnalysisQueue::accepts(const QueuedTask& task) const {
  const auto expected = m_expected.find(task.task.id);
  return expected != m_expected.end() && expected->number == task.number;
}

bool AnalysisQueue::finish(const QueuedTask& task, const PredictOutcome* outcome) {
  --m_left;
  if (!accepts(task)) {
    return false;
  }
  m_expected.remove(task.task.id);
  if (outcome != nullptr && !outcome->stopped()) {
    release(task.task.id); // it was in hand when the user stopped the others
  }
  return true;
}

} // namespace mien::ui
