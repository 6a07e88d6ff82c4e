#include "ui/predict/analysis/predict_job.h"

#include "core/common/error.h"
#include "core/face/thumbnail.h"
#include "core/picture/picture.h"
#include "ui/async/worker.h"
#include "ui/predict/analysis/predict_job_video.h"

#include <exception>
#include <utility>

namespace mien::ui {

struct PredictJob::WorkerContext {
  std::shared_ptr<const AnalysisSetup> setup; ///< that the rest was made of
  std::unique_ptr<ImageAnalyzer> analyzer;
  std::shared_ptr<const ModelInfo> model;

  void prepare(const std::shared_ptr<const AnalysisSetup>& wanted, DetectorListener listener) {
    if (setup == wanted) {
      return;
    }
    setup.reset();
    analyzer = std::make_unique<ImageAnalyzer>(
        std::make_unique<LazyFaceDetector>(wanted->detector, std::move(listener)), wanted->model->clone());
    model = std::make_shared<const ModelInfo>(analyzer->info());
    setup = wanted;
  }

  [[nodiscard]] PredictOutcome blank(const PredictTask& task) const {
    PredictOutcome outcome;
    outcome.id = task.id;
    outcome.origin = {setup, model, task.mode};
    return outcome;
  }

  /// With a detector and a clone of its own: those above are in the analyzer.
  [[nodiscard]] PredictOutcome analyseVideo(const PredictTask& task, DetectorListener listener,
                                            const VideoUpdateCallback& onUpdate, const std::stop_token& stop) const {
    PredictOutcome outcome = blank(task);
    try {
      outcome.video = analyseVideoFile(task, outcome.origin, std::move(listener), onUpdate, stop);
    } catch (...) {
      outcome.problem = errorText(std::current_exception());
    }
    return outcome;
  }

  [[nodiscard]] PredictOutcome analyse(const PredictTask& task) const {
    PredictOutcome outcome = blank(task);
    try {
      const Picture picture = loadPicture(task.file);
      const cv::Mat& image = picture.image;
      outcome.notes = picture.notes;
      outcome.size = {image.cols, image.rows};
      const std::vector<std::uint8_t> jpeg = makeThumbnail(image, kThumbnailSide);
      outcome.thumbnail = QByteArray(reinterpret_cast<const char*>(jpeg.data()), static_cast<qsizetype>(jpeg.size()));
      outcome.analysis = std::make_shared<const ImageAnalysis>(
          showsNothing(picture.notes) ? ImageAnalysis() : analyzer->analyze(image, task.mode));
    } catch (...) {
      outcome.problem = errorText(std::current_exception());
    }
    return outcome;
  }
};

PredictJob::PredictJob(QObject* parent, int threads)
    : QObject(parent), m_messages(this, [this](const auto& messages) { deliver(messages); }) {
  for (int i = 0; i < threads; ++i) {
    m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

PredictJob::~PredictJob() {
  for (std::jthread& thread : m_threads) {
    thread.request_stop(); // all of them before the first is waited for
  }
  {
    const std::scoped_lock lock(m_mutex);
    m_queue.keepOnly([](quint32) { return false; });
  }
  m_threads.clear();
}

void PredictJob::setAnalysisSetup(std::shared_ptr<SharedClassifier> model, const FaceDetectorOptions& detector) {
  const std::scoped_lock lock(m_mutex);
  m_queue.setSetup(std::make_shared<const AnalysisSetup>(AnalysisSetup{std::move(model), detector}));
  m_warning.clear();
}

void PredictJob::add(const QVector<PredictTask>& tasks) {
  int done = 0;
  int total = 0;
  {
    const std::scoped_lock lock(m_mutex);
    if (m_queue.add(tasks) == 0) {
      return;
    }
    done = m_queue.done();
    total = m_queue.total();
  }
  m_added.notify_all();
  emit progress(done, total);
}

void PredictJob::cancel() {
  keepOnly([](quint32) { return false; });
}

void PredictJob::keepOnly(const AnalysisQueue::Wanted& wanted) {
  bool ended = false;
  {
    const std::scoped_lock lock(m_mutex);
    const bool before = m_queue.empty();
    m_queue.keepOnly(wanted);
    ended = !before && m_queue.empty();
  }
  if (ended) {
    emit finished();
  }
}

void PredictJob::forget(const QSet<quint32>& ids) {
  keepOnly([&ids](quint32 id) { return !ids.contains(id); });
  const std::scoped_lock lock(m_mutex);
  m_queue.forget(ids);
}

void PredictJob::hold(const QSet<quint32>& ids) {
  const std::scoped_lock lock(m_mutex);
  m_queue.hold(ids);
}

void PredictJob::release(quint32 id) {
  const std::scoped_lock lock(m_mutex);
  m_queue.release(id);
}

void PredictJob::releaseAll() {
  const std::scoped_lock lock(m_mutex);
  m_queue.releaseAll();
}

bool PredictJob::running() const {
  const std::scoped_lock lock(m_mutex);
  return !m_queue.empty();
}

bool PredictJob::has(quint32 id) const {
  const std::scoped_lock lock(m_mutex);
  return m_queue.has(id);
}

void PredictJob::work(const std::stop_token& stop) {
  WorkerContext context;
  for (;;) {
    std::optional<QueuedTask> next;
    {
      std::unique_lock lock(m_mutex);
      if (!m_added.wait(lock, stop, [this] { return m_queue.hasPending(); }) || stop.stop_requested()) {
        return;
      }
      next = m_queue.takeNext();
    }
    runTask(*next, context);
  }
}

void PredictJob::runTask(const QueuedTask& queued, WorkerContext& context) {
  const auto post = [this, queued](auto part, const auto& content) {
    WorkerMessage message;
    message.task = queued;
    message.*part = content;
    m_messages.post(message);
  };
  const DetectorListener listener{[post](const QString& warning) { post(&WorkerMessage::warning, warning); },
                                  [post](const QString& failure) { post(&WorkerMessage::detectorFailure, failure); }};
  try {
    context.prepare(queued.setup, listener);
  } catch (...) {
    post(&WorkerMessage::failure, errorText(std::current_exception()));
    return;
  }
  const auto onUpdate = [&post](const std::shared_ptr<const VideoUpdate>& update) {
    post(&WorkerMessage::update, update);
  };
  post(&WorkerMessage::outcome, queued.task.video ? context.analyseVideo(queued.task, listener, onUpdate, queued.stop)
                                                  : context.analyse(queued.task));
}

void PredictJob::deliver(const QVector<WorkerMessage>& messages) {
  QVector<PredictOutcome> outcomes;
  QVector<VideoUpdate> updates;
  QString failure;
  QString detectorFailure;
  QString warning;
  std::unique_lock lock(m_mutex);
  for (const WorkerMessage& message : messages) {
    if (message.task.setup == m_queue.setup()) {
      failure = message.failure.isEmpty() ? failure : message.failure;
      detectorFailure = message.detectorFailure.isEmpty() ? detectorFailure : message.detectorFailure;
      warning = message.warning.isEmpty() ? warning : message.warning;
    }
    const PredictOutcome* outcome = message.outcome ? &*message.outcome : nullptr;
    const bool wanted = message.isFinal() ? m_queue.finish(message.task, outcome) : m_queue.accepts(message.task);
    if (wanted && message.update) {
      updates.append(*message.update);
    }
    if (wanted && outcome != nullptr) {
      outcomes.append(*outcome);
    }
  }
  if (!failure.isEmpty()) {
    m_queue.dropPending();
  }
  const int done = m_queue.done(); // before the signals: their receivers may add more
  const int total = m_queue.total();
  const bool ended = m_queue.empty();
  lock.unlock();
  if (!warning.isEmpty() && warning != m_warning) {
    m_warning = warning;
    emit warned(warning);
  }
  if (!updates.isEmpty()) {
    emit advanced(updates);
  }
  if (!outcomes.isEmpty()) {
    emit analysed(outcomes);
  }
  emit progress(done, total);
  if (!failure.isEmpty()) {
    emit failed(failure);
  }
  if (!detectorFailure.isEmpty()) {
    emit detectorFailed(detectorFailure);
  }
  if (ended && !running()) {
    emit finished();
  }
}

} // namespace mien::ui
