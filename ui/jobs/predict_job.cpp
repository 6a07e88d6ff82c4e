#include "ui/jobs/predict_job.h"

#include "core/common/error.h"
#include "core/face/image_file.h"
#include "core/face/thumbnail.h"
#include "ui/jobs/predict_job_video.h"
#include "ui/support/text.h"
#include "ui/support/worker.h"

#include <exception>
#include <string>
#include <utility>

namespace mien::ui {

struct PredictJob::Bench {
  std::shared_ptr<const Tools> tools; ///< that the rest was made of
  std::unique_ptr<FrameAnalyzer> analyzer;
  std::shared_ptr<const ModelInfo> model;

  void prepare(const std::shared_ptr<const Tools>& wanted, FaceMode mode, std::vector<std::string>& warnings) {
    if (tools == wanted) {
      return;
    }
    tools.reset();
    std::unique_ptr<FaceDetector> detector;
    try {
      detector = makeFaceDetector(wanted->detector, &warnings);
    } catch (const Error&) {
      if (mode != FaceMode::Whole) { // which needs none
        throw;
      }
    }
    analyzer = std::make_unique<FrameAnalyzer>(std::move(detector), wanted->model->clone());
    model = std::make_shared<const ModelInfo>(analyzer->info());
    tools = wanted;
  }

  /// With a detector and a clone of its own: those above are in the analyzer.
  [[nodiscard]] PredictOutcome analyseVideo(const PredictTask& task, const VideoTeller& tell,
                                            const std::stop_token& stop) const {
    PredictOutcome outcome;
    outcome.id = task.id;
    outcome.model = model;
    try {
      outcome.video = analyseWholeVideo(task, tools->detector, *tools->model, model, tell, stop);
    } catch (...) {
      outcome.problem = errorText(std::current_exception());
    }
    return outcome;
  }

  [[nodiscard]] PredictOutcome analyse(const PredictTask& task) {
    PredictOutcome outcome;
    outcome.id = task.id;
    outcome.model = model;
    try {
      const cv::Mat image = loadImage(task.file);
      outcome.size = {image.cols, image.rows};
      const std::vector<std::uint8_t> jpeg = makeThumbnail(image, kThumbnailSide);
      outcome.thumbnail = QByteArray(reinterpret_cast<const char*>(jpeg.data()), static_cast<qsizetype>(jpeg.size()));
      outcome.analysis = std::make_shared<const FrameAnalysis>(analyzer->analyze(image, task.mode));
    } catch (...) {
      outcome.problem = errorText(std::current_exception());
    }
    return outcome;
  }
};

PredictJob::PredictJob(QObject* parent, int threads)
    : QObject(parent), m_deliveries(this, [this](const auto& deliveries) { deliver(deliveries); }) {
  for (int i = 0; i < threads; ++i) {
    m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

PredictJob::~PredictJob() {
  for (std::jthread& thread : m_threads) {
    thread.request_stop(); // all of them before the first is waited for
  }
  dropAll();
  m_threads.clear();
}

void PredictJob::setTools(std::shared_ptr<SharedClassifier> model, const FaceDetectorOptions& detector) {
  dropAll();
  m_known.clear(); // the images in hand too: their answers are dropped
  const std::scoped_lock lock(m_mutex);
  m_tools = std::make_shared<const Tools>(Tools{std::move(model), detector});
}

void PredictJob::add(const QVector<PredictTask>& tasks) {
  if (tasks.isEmpty()) {
    return;
  }
  m_total = m_left == 0 ? 0 : m_total;
  m_total += static_cast<int>(tasks.size());
  m_left += static_cast<int>(tasks.size());
  for (const PredictTask& task : tasks) {
    m_known.insert(task.id);
  }
  {
    const std::scoped_lock lock(m_mutex);
    m_waiting.insert(m_waiting.end(), tasks.begin(), tasks.end());
  }
  m_asked.notify_all();
  emit progress(m_total - m_left, m_total);
}

void PredictJob::cancel() {
  keepOnly([](quint32) { return false; });
}

void PredictJob::keepOnly(const std::function<bool(quint32)>& wanted) {
  const bool was = running();
  drop(std::not_fn(wanted));
  if (was && !running()) {
    emit finished();
  }
}

void PredictJob::dropAll() {
  drop([](quint32) { return true; });
}

void PredictJob::drop(const std::function<bool(quint32)>& unwanted) {
  const std::scoped_lock lock(m_mutex);
  const auto dropped = std::erase_if(m_waiting, [&](const PredictTask& task) {
    const bool goes = unwanted(task.id);
    if (goes) {
      m_known.remove(task.id);
    }
    return goes;
  });
  m_left -= static_cast<int>(dropped);
  m_total -= static_cast<int>(dropped);
  for (VideoInHand& video : m_videos) {
    if (unwanted(video.id)) {
      video.stop.request_stop();
    }
  }
}

void PredictJob::work(const std::stop_token& stop) {
  Bench bench;
  for (;;) {
    PredictTask task;
    std::shared_ptr<const Tools> tools;
    auto inHand = m_videos.end();
    {
      std::unique_lock lock(m_mutex);
      if (!m_asked.wait(lock, stop, [this] { return !m_waiting.empty(); }) || stop.stop_requested()) {
        return;
      }
      task = std::move(m_waiting.front());
      m_waiting.pop_front();
      tools = m_tools;
      if (task.video) {
        inHand = m_videos.insert(m_videos.end(), {task.id, {}});
      }
    }
    if (prepare(bench, task, tools)) {
      const auto tell = [this, &tools](const std::shared_ptr<const VideoNews>& news) {
        m_deliveries.post({tools, {}, {}, {}, news});
      };
      const PredictOutcome outcome =
          task.video ? bench.analyseVideo(task, tell, inHand->stop.get_token()) : bench.analyse(task);
      m_deliveries.post({tools, outcome, {}, {}, {}});
    }
    if (task.video) {
      const std::scoped_lock lock(m_mutex);
      m_videos.erase(inHand);
    }
  }
}

bool PredictJob::prepare(Bench& bench, const PredictTask& task, const std::shared_ptr<const Tools>& tools) {
  std::vector<std::string> warnings;
  try {
    bench.prepare(tools, task.video ? FaceMode::Detect : task.mode, warnings);
  } catch (...) {
    PredictOutcome none;
    none.id = task.id;
    m_deliveries.post({tools, none, errorText(std::current_exception()), {}, {}});
    return false;
  }
  for (const std::string& warning : warnings) {
    m_deliveries.post({tools, {}, {}, toQt(warning), {}});
  }
  return true;
}

void PredictJob::deliver(const QVector<Delivery>& deliveries) {
  QVector<PredictOutcome> outcomes;
  QVector<VideoNews> news;
  QString failure;
  QString warning;
  for (const Delivery& delivery : deliveries) {
    if (delivery.news) {
      if (delivery.tools == m_tools) {
        news.append(*delivery.news);
      }
      continue;
    }
    if (!delivery.warning.isEmpty()) {
      warning = delivery.tools == m_tools ? delivery.warning : warning;
      continue;
    }
    --m_left;
    if (delivery.tools == m_tools) {
      m_known.remove(delivery.outcome.id);
      failure = delivery.failure.isEmpty() ? failure : delivery.failure;
      if (delivery.failure.isEmpty()) {
        outcomes.append(delivery.outcome);
      }
    }
  }
  if (!failure.isEmpty()) {
    dropAll();
  }
  const int done = m_total - m_left; // before the signals: their receivers may add more
  const bool ended = m_left == 0;
  const int total = m_total;
  if (!warning.isEmpty()) {
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
  if (ended && m_left == 0) {
    emit finished();
  }
}

} // namespace mien::ui
