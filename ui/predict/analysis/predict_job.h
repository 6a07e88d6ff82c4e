#pragma once

#include "ui/async/throttled_queue.h"
#include "ui/predict/analysis/analysis_queue.h"
#include "ui/predict/analysis/lazy_face_detector.h"
#include "ui/predict/analysis/predict_task.h"

#include <QObject>
#include <QSet>
#include <QString>
#include <QVector>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace mien::ui {

/// Analyses images and videos on threads of its own, in the order they were added, each thread with a detector and a
/// clone of the model. Pictures are read, analysed and let go one at a time. Every signal comes on this object's
/// thread, none after its destruction, which waits for the images in hand and stops the videos.
class PredictJob : public QObject {
  Q_OBJECT

public:
  static constexpr int kThumbnailSide = 144;

  explicit PredictJob(QObject* parent = nullptr, int threads = 2);
  ~PredictJob() override;

  /// What to analyse with from now on, see AnalysisQueue::setSetup(): a video in hand goes on with what it was begun
  /// with, for it may have taken hours.
  void setAnalysisSetup(std::shared_ptr<SharedClassifier> model, const FaceDetectorOptions& detector);
  void add(const QVector<PredictTask>& tasks); ///< needs a setup; leaves out those in the queue and the held ones
  void cancel(); ///< drops what waits and stops the videos in hand, whose outcomes say so; images in hand are finished
  void keepOnly(const AnalysisQueue::Wanted& wanted); ///< cancel() for all the others
  void forget(const QSet<quint32>& ids);              ///< cancel() for these, and no outcome of them comes

  void hold(const QSet<quint32>& ids); ///< see AnalysisQueue
  void release(quint32 id);
  void releaseAll();

  [[nodiscard]] bool running() const;
  [[nodiscard]] bool has(quint32 id) const; ///< its outcome is still to come

signals:
  void analysed(const QVector<mien::ui::PredictOutcome>& outcomes); ///< at most ten times a second
  void advanced(const QVector<mien::ui::VideoUpdate>& updates);     ///< likewise; before the outcome of the video
  void progress(int done, int total);                               ///< since it last had nothing to do
  void finished();                                                  ///< nothing is left, or it was cancelled
  void failed(const QString& message); ///< the model could not be made ready; what waited is dropped
  /// The detector could not be made. Each file that needed it has this as its problem; the others are analysed.
  void detectorFailed(const QString& message);
  void warned(const QString& message); ///< by the detector; once for the same setup

private:
  struct WorkerMessage {
    QueuedTask task;
    std::optional<PredictOutcome> outcome;     ///< the last of a task, unless it failed
    std::shared_ptr<const VideoUpdate> update; ///< no outcome yet
    QString failure;                           ///< the model could not be made ready: the last of a task
    QString detectorFailure;
    QString warning;
    [[nodiscard]] bool isFinal() const { return outcome || !failure.isEmpty(); }
  };
  struct WorkerContext; ///< what one thread works with

  void work(const std::stop_token& stop);
  void runTask(const QueuedTask& queued, WorkerContext& context);
  void deliver(const QVector<WorkerMessage>& messages);

  ThrottledQueue<WorkerMessage> m_messages;
  QString m_warning;          ///< that was told of the setup
  mutable std::mutex m_mutex; ///< guards the queue
  AnalysisQueue m_queue;
  std::condition_variable_any m_added;
  std::vector<std::jthread> m_threads; ///< last: they use what stands above
};

} // namespace mien::ui
