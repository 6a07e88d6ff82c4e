#pragma once

#include "core/face/image_analyzer.h"
#include "core/live/video_analysis.h"
#include "core/picture/picture.h"
#include "ui/async/throttled_queue.h"
#include "ui/predict/analysis/analysis_provenance.h"
#include "ui/predict/analysis/lazy_face_detector.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QSize>
#include <QString>
#include <QVector>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace mien::ui {

/// An image or a video to analyse.
struct PredictTask {
  quint32 id = 0; ///< the caller's, comes back with the outcome
  std::filesystem::path file;
  FaceMode mode = FaceMode::Auto; ///< of an image; in a video faces are always looked for
  bool video = false;
  std::filesystem::path unfinishedFolder =
      {}; ///< of a video: where its rows grow meanwhile, see UnfinishedTable; empty: nowhere
};

/// What came of it.
struct PredictOutcome {
  quint32 id = 0;
  std::shared_ptr<const ImageAnalysis> analysis; ///< of an image; null when it could not be read
  std::optional<VideoAnalysis> video;            ///< of a video, stopped or not; none when it could not be read
  AnalysisProvenance origin;                     ///< what answered
  QString problem;                               ///< why there is no analysis
  QByteArray thumbnail;                          ///< of an image, a JPEG, at most kThumbnailSide px
  QSize size;                                    ///< of an image, px
  std::vector<PictureNote> notes;                ///< of an image
};

/// What has been found in a video since the last news of it.
struct VideoUpdate {
  quint32 id = 0;
  AnalysisProvenance origin;
  CropFraming framing; ///< of the detector
  VideoProgress progress;
  QVector<std::shared_ptr<const FrameResult>> frames; ///< in order, without a gap to those of the news before
  QByteArray thumbnail; ///< a JPEG of the first frame, then of the first with a face; empty: as before
  QSize size;           ///< px
};

/// Analyses images and videos on threads of its own, in the order they were added, each thread with a detector and a
/// clone of the model. Pictures are read, analysed and let go one at a time. Every signal comes on this object's
/// thread, none after its destruction, which waits for the images in hand and stops the videos.
class PredictJob : public QObject {
  Q_OBJECT

public:
  static constexpr int kThumbnailSide = 144;

  explicit PredictJob(QObject* parent = nullptr, int threads = 2);
  ~PredictJob() override;

  /// What to analyse with from now on. Drops what waits, and of images the answers of the tools before; a video in hand
  /// goes on with what it was begun with, for it may have taken hours.
  void setAnalysisSetup(std::shared_ptr<SharedClassifier> model, const FaceDetectorOptions& detector);
  void add(const QVector<PredictTask>& tasks); ///< needs tools
  void cancel(); ///< drops what waits and stops the videos in hand, whose outcomes say so; images in hand are finished
  void keepOnly(const std::function<bool(quint32 id)>& wanted); ///< cancel() for all the others
  void forget(const QSet<quint32>& ids);                        ///< cancel() for these, and no outcome of them comes

  [[nodiscard]] bool running() const { return m_left > 0; }
  [[nodiscard]] bool has(quint32 id) const { return m_known.contains(id); } ///< its outcome is still to come

signals:
  void analysed(const QVector<mien::ui::PredictOutcome>& outcomes); ///< at most ten times a second
  void advanced(const QVector<mien::ui::VideoUpdate>& news);        ///< likewise; before the outcome of the video
  void progress(int done, int total);                               ///< since it last had nothing to do
  void finished();                                                  ///< nothing is left, or it was cancelled
  void failed(const QString& message); ///< the model could not be made ready; what waited is dropped
  /// The detector could not be made. Each file that needed it has this as its problem; the others are analysed.
  void detectorFailed(const QString& message);
  void warned(const QString& message); ///< by the detector; once for the same tools

private:
  struct Order {
    PredictTask task;
    quint64 number = 0; ///< of all that were ever given
    std::shared_ptr<const AnalysisSetup> tools;
  };
  struct WorkerMessage {
    Order order;
    std::optional<PredictOutcome> outcome;   ///< the last of an order, unless it failed
    std::shared_ptr<const VideoUpdate> news; ///< no outcome yet
    QString failure;                         ///< the model could not be made ready: the last of an order
    QString detectorFailure;
    QString warning;
    [[nodiscard]] bool last() const { return outcome || !failure.isEmpty(); }
  };
  struct Expected {
    quint64 number = 0; ///< of the order; answers to earlier ones are dropped
    bool video = false;
  };
  struct RunningVideo {
    quint32 id;
    std::stop_source stop;
  };
  struct WorkerContext; ///< what one thread works with

  void work(const std::stop_token& stop);
  void runTask(const Order& order, WorkerContext& bench, const std::stop_token& stop);
  void deliver(const QVector<WorkerMessage>& deliveries);
  [[nodiscard]] bool expects(const Order& order) const;
  void dropPending(const std::function<bool(quint32 id)>& unwanted);
  void stopVideos(const std::function<bool(quint32 id)>& unwanted);

  ThrottledQueue<WorkerMessage> m_messages;
  std::shared_ptr<const AnalysisSetup> m_tools;
  QString m_warning; ///< that was told of the tools
  QHash<quint32, Expected> m_known;
  quint64 m_orders = 0; ///< given so far
  int m_left = 0;       ///< added and not yet delivered
  int m_total = 0;      ///< since there was nothing left
  std::mutex m_mutex;   ///< guards the next two
  std::deque<Order> m_waiting;
  std::list<RunningVideo> m_videos;
  std::condition_variable_any m_asked;
  std::vector<std::jthread> m_threads; ///< last: they use what stands above
};

} // namespace mien::ui
