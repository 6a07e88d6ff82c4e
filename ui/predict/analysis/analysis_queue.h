#pragma once

#include "ui/predict/analysis/predict_task.h"

#include <QHash>
#include <QSet>
#include <QVector>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace mien::ui {

/// A task in the queue.
struct QueuedTask {
  PredictTask task;
  quint64 number = 0;                         ///< of all that were ever added
  std::shared_ptr<const AnalysisSetup> setup; ///< what it is analysed with
  std::stop_token stop;                       ///< asks to end it early; only videos look at it
};

/// Which files wait for their analysis, which are being analysed, and which the user has stopped. Files are known by
/// the id of their task. Bookkeeping only: it starts nothing, and whoever shares it between threads locks it.
class AnalysisQueue {
public:
  using Wanted = std::function<bool(quint32 id)>;

  /// For the tasks that are added from now on. Drops what waits; of the images in hand no outcome is accepted any more;
  /// videos in hand go on with what they were begun with.
  void setSetup(std::shared_ptr<const AnalysisSetup> setup);
  [[nodiscard]] const std::shared_ptr<const AnalysisSetup>& setup() const { return m_setup; }

  /// Adds those that are neither in the queue nor held; returns how many.
  int add(const QVector<PredictTask>& tasks);

  /// Of those that are not wanted: drops what waits, and asks to stop what is in hand, whose outcomes are accepted all
  /// the same.
  void keepOnly(const Wanted& wanted);
  void dropPending();                    ///< of what is in hand nothing is stopped
  void forget(const QSet<quint32>& ids); ///< keepOnly() the others, and no outcome of them is accepted

  /// Holds those of `ids` that are in the queue, without stopping them: add() leaves them out until they are released.
  /// An outcome releases, too, unless it was stopped.
  void hold(const QSet<quint32>& ids);
  void release(quint32 id) { m_held.remove(id); }
  void releaseAll() { m_held.clear(); }
  [[nodiscard]] bool held(quint32 id) const { return m_held.contains(id); }

  [[nodiscard]] bool hasPending() const { return !m_pending.empty(); }
  [[nodiscard]] std::optional<QueuedTask> takeNext(); ///< in the order they were added; it is in hand from now on
  /// Whether what comes of the task is still wanted.
  [[nodiscard]] bool accepts(const QueuedTask& task) const;
  /// Its analysis is over. `outcome`: null without one. Returns whether it was still wanted.
  bool finish(const QueuedTask& task, const PredictOutcome* outcome);

  [[nodiscard]] bool has(quint32 id) const { return m_expected.contains(id); } ///< its outcome is still to come
  [[nodiscard]] bool empty() const { return m_left == 0; }                     ///< nothing waits or is in hand
  [[nodiscard]] int total() const { return m_total; }                          ///< since it was last empty
  [[nodiscard]] int done() const { return m_total - m_left; }                  ///< of these

private:
  struct Expected {
    quint64 number = 0; ///< of the task; what comes of earlier ones is dropped
    bool video = false;
    std::stop_source stop;
  };
  void keepPending(const Wanted& wanted);

  std::shared_ptr<const AnalysisSetup> m_setup;
  std::deque<QueuedTask> m_pending;
  QHash<quint32, Expected> m_expected; ///< those that wait and those in hand
  QSet<quint32> m_held;
  quint64 m_lastNumber = 0;
  int m_left = 0; ///< added and not finished, forgotten ones in hand included
  int m_total = 0;
};

} // namespace mien::ui
