#pragma once

#include "core/train/trainer.h"
#include "ui/async/throttled_queue.h"
#include "ui/async/worker.h"

#include <QObject>
#include <QString>
#include <QVector>

#include <functional>
#include <memory>
#include <stop_token>

namespace mien::ui {

/// Trains on a thread of its own. Every signal comes on this object's thread, in the order of the training, none after
/// its destruction, which stops the training with a checkpoint and waits for that.
class TrainJob : public QObject {
  Q_OBJECT

public:
  explicit TrainJob(QObject* parent = nullptr);

  /// Trains in `folder`; the folder must not hold a run yet. Not while running.
  void start(const TrainConfig& config, std::shared_ptr<const Dataset> dataset, const QString& folder);

  /// Goes on with the run in `folder`, with its own settings. Not while running.
  void resumeRun(const QString& folder, std::shared_ptr<const Dataset> dataset,
                 ChangedData changed = ChangedData::Refuse);

  /// All three return at once and take effect between two steps. finished() follows a stop.
  void pause();
  void unpause();
  void stop();

  [[nodiscard]] bool running() const { return m_worker.running(); }
  [[nodiscard]] bool paused() const { return m_paused; }
  [[nodiscard]] bool stopping() const { return m_stopping; }
  [[nodiscard]] const QString& folder() const { return m_folder; } ///< of the present or last run

signals:
  void batches(const QVector<mien::BatchEvent>& events); ///< every step's event, but at most ten signals a second
  void epoch(const mien::EpochEvent& event);
  void message(const QString& text); ///< a line for the log
  void checkpoint(const QString& file);
  void finished(const mien::TrainResult& result); ///< running() is false from here on
  void failed(const QString& message);            ///< likewise

private:
  class Observer;
  using Training = std::function<TrainResult(TrainObserver&, const std::stop_token&)>;

  void launch(const QString& folder, Training training);

  QString m_folder;
  bool m_paused = false;
  bool m_stopping = false;
  ThrottledQueue<BatchEvent> m_batches;
  std::unique_ptr<PauseSwitch> m_pause;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
