#include "ui/predict/analysis/predict_job.h"

#include "core/common/error.h"
#include "core/face/thumbnail.h"
#include "core/picture/picture.h"
#include "ui/async/worker.h"
#include "ui/predict/analysis/predict_job_video.h"
#include "ui/text/text.h"

#include <exception>
#include <utility>

namespace mien::ui {

struct PredictJob::WorkerContext {
  std::shared_ptr<const AnalysisSetup> tools; ///< that the rest was made of
  std::unique_ptr<ImageAnalyzer> analyzer;
  std::shared_ptr<const ModelInfo> model;

  void prepare(const std::shared_ptr<const AnalysisSetup>& wanted, DetectorListener ear) {
    if (tools == wanted) {
      return;
    }
    tools.reset();
    analyzer = std::make_unique<ImageAnalyzer>(std::make_unique<LazyFaceDetector>(wanted->detector, std::move(ear)),
                                               wanted->model->clone());
    model = std::make_shared<const ModelInfo>(analyzer->info());
    tools = wanted;
  }

  [[nodiscard]] PredictOutcome blank(const PredictTask& task) const {
    PredictOutcome outcome;
    outcome.id = task.id;
    outcome.origin = {tools, model, task.mode};
    return outcome;
  }

  /// With a detector and a clone of its own: those above are in the analyzer.
  [[nodiscard]] PredictOutcome analyseVideo(const PredictTask& task, DetectorListener ear,
                                            const VideoUpdateCallback& tell, const std::stop_token& stop) const {
    PredictOutcome outcome = blank(task);
    try {
      outcome.video = analyseVideoFile(task, outcome.origin, std::move(ear), tell, stop);
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
    : QObject(parent), m_messages(this, [this](const auto& deliveries) { deliver(deliveries); }) {
  for (int i = 0; i < threads; ++i) {
    m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

PredictJob::~PredictJob() {
  for (std::jthread& thread : m_threads) {
    thread.request_stop(); // all of them before the first is waited for
  }
  const auto all = [](quint32) { return true; };
  dropPending(all);
  stopVideos(all);
  m_threads.clear();
}

void PredictJob::setAnalysisSetup(std::shared_ptr<SharedClassifier> model, const FaceDetectorOptions& detector) {
  dropPending([](quint32) { return true; });
  m_known.removeIf([](std::pair<const quint32&, Expected&> known) { return !known.second.video; }); // in hand
  m_tools = std::make_shared<const AnalysisSetup>(AnalysisSetup{std::move(model), detector});
  m_warning.clear();
}

void PredictJob::add(const QVector<PredictTask>& tasks) {
  if (tasks.isEmpty()) {
    return;
  }
  m_total = m_left == 0 ? 0 : m_total;
  m_total += static_cast<int>(tasks.size());
  m_left += static_cast<int>(tasks.size());
  {
    const std::scoped_lock lock(m_mutex);
    for (const PredictTask& task : tasks) {
      m_waiting.push_back({task, ++m_orders, m_tools});
      m_known.insert(task.id, {m_orders, task.video});
    }
  }
  m_asked.notify_all();
  emit progress(m_total - m_left, m_total);
}

void PredictJob::cancel() {
  keepOnly([](quint32) { return false; });
}

void PredictJob::keepOnly(const std::function<bool(quint32)>& wanted) {
  const bool was = running();
  dropPending(std::not_fn(wanted));
  stopVideos(std::not_fn(wanted));
  if (was && !running()) {
    emit finished();
  }
}

void PredictJob::forget(const QSet<quint32>& ids) {
  keepOnly([&ids](quint32 id) { return !ids.contains(id); });
  m_known.removeIf([&ids](std::pair<const quint32&, Expected&> known) { return ids.contains(known.first); });
}

void PredictJob::dropPending(const std::function<bool(quint32)>& unwanted) {
  const std::scoped_lock lock(m_mutex);
  const auto dropped = std::erase_if(m_waiting, [&](const Order& order) {
    const bool goes = unwanted(order.task.id);
    if (goes) {
      m_known.remove(order.task.id);
    }
    return goes;
  });
  m_left -= static_cast<int>(dropped);
  m_total -= static_cast<int>(dropped);
}

void PredictJob::stopVideos(const std::function<bool(quint32)>& unwanted) {
  const std::scoped_lock lock(m_mutex);
  for (RunningVideo& video : m_videos) {
    if (unwanted(video.id)) {
      video.stop.request_stop();
    }
  }
}

void PredictJob::work(const std::stop_token& stop) {
  WorkerContext bench;
  for (;;) {
    Order order;
    auto inHand = m_videos.end();
    std::stop_token videoStop;
    {
      std::unique_lock lock(m_mutex);
      if (!m_asked.wait(lock, stop, [this] { return !m_waiting.empty(); }) || stop.stop_requested()) {
        return;
      }
      order = std::move(m_waiting.front());
      m_waiting.pop_front();
      if (order.task.video) {
        inHand = m_videos.insert(m_videos.end(), {order.task.id, {}});
        videoStop = inHand->stop.get_token();
      }
    }
    runTask(order, bench, videoStop);
    if (order.task.video) {
      const std::scoped_lock lock(m_mutex);
      m_videos.erase(inHand);
    }
  }
}

void PredictJob::runTask(const Order& order, WorkerContext& bench, const std::stop_token& stop) {
  const auto post = [this, order](auto part, const auto& content) {
    WorkerMessage delivery;
    delivery.order = order;
    delivery.*part = content;
    m_messages.post(delivery);
  };
  const DetectorListener ear{[post](const QString& warning) { post(&WorkerMessage::warning, warning); },
                             [post](const QString& failure) { post(&WorkerMessage::detectorFailure, failure); }};
  try {
    bench.prepare(order.tools, ear);
  } catch (...) {
    post(&WorkerMessage::failure, errorText(std::current_exception()));
    return;
  }
  const auto tell = [&post](const std::shared_ptr<const VideoUpdate>& news) { post(&WorkerMessage::news, news); };
  post(&WorkerMessage::outcome,
       order.task.video ? bench.analyseVideo(order.task, ear, tell, stop) : bench.analyse(order.task));
}

bool PredictJob::expects(const Order& order) const {
  const auto known = m_known.find(order.task.id);
  return known != m_known.end() && known->number == order.number;
}

void PredictJob::deliver(const QVector<WorkerMessage>& deliveries) {
  QVector<PredictOutcome> outcomes;
  QVector<VideoUpdate> news;
  QString failure;
  QString detectorFailure;
  QString warning;
  for (const WorkerMessage& delivery : deliveries) {
    if (delivery.order.tools == m_tools) {
      failure = delivery.failure.isEmpty() ? failure : delivery.failure;
      detectorFailure = delivery.detectorFailure.isEmpty() ? detectorFailure : delivery.detectorFailure;
      warning = delivery.warning.isEmpty() ? warning : delivery.warning;
    }
    m_left -= delivery.last() ? 1 : 0;
    if (!expects(delivery.order)) {
      continue;
    }
    if (delivery.news) {
      news.append(*delivery.news);
    }
    if (delivery.outcome) {
      outcomes.append(*delivery.outcome);
    }
    if (delivery.last()) {
      m_known.remove(delivery.order.task.id);
    }
  }
  if (!failure.isEmpty()) {
    dropPending([](quint32) { return true; });
  }
  const int done = m_total - m_left; // before the signals: their receivers may add more
  const bool ended = m_left == 0;
  const int total = m_total;
  if (!warning.isEmpty() && warning != m_warning) {
    m_warning = warning;
    emit warned(warning);
  }
  if (!news.isEmpty()) {
    emit advanced(news);
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
  if (ended && m_left == 0) {
    emit finished();
  }
}

} // namespace mien::ui
