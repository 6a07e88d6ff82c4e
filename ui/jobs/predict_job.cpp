#include "ui/jobs/predict_job.h"

#include "core/common/error.h"
#include "core/face/image_file.h"
#include "core/face/thumbnail.h"
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
  m_threads.clear();
}

void PredictJob::setTools(std::shared_ptr<SharedClassifier> model, const FaceDetectorOptions& detector) {
  dropWaiting();
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
  const bool was = running();
  dropWaiting();
  if (was && !running()) {
    emit finished();
  }
}

void PredictJob::dropWaiting() {
  const std::scoped_lock lock(m_mutex);
  m_left -= static_cast<int>(m_waiting.size());
  m_total -= static_cast<int>(m_waiting.size());
  for (const PredictTask& task : m_waiting) {
    m_known.remove(task.id);
  }
  m_waiting.clear();
}

void PredictJob::work(const std::stop_token& stop) {
  Bench bench;
  for (;;) {
    PredictTask task;
    std::shared_ptr<const Tools> tools;
    {
      std::unique_lock lock(m_mutex);
      if (!m_asked.wait(lock, stop, [this] { return !m_waiting.empty(); }) || stop.stop_requested()) {
        return;
      }
      task = std::move(m_waiting.front());
      m_waiting.pop_front();
      tools = m_tools;
    }
    std::vector<std::string> warnings;
    try {
      bench.prepare(tools, task.mode, warnings);
    } catch (...) {
      PredictOutcome none;
      none.id = task.id;
      m_deliveries.post({tools, none, errorText(std::current_exception()), {}});
      continue;
    }
    for (const std::string& warning : warnings) {
      m_deliveries.post({tools, {}, {}, toQt(warning)});
    }
    m_deliveries.post({tools, bench.analyse(task), {}, {}});
  }
}

void PredictJob::deliver(const QVector<Delivery>& deliveries) {
  QVector<PredictOutcome> outcomes;
  QString failure;
  QString warning;
  for (const Delivery& delivery : deliveries) {
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
    dropWaiting();
  }
  const int done = m_total - m_left; // before the signals: their receivers may add more
  const bool ended = m_left == 0;
  const int total = m_total;
  if (!warning.isEmpty()) {
    emit warned(warning);
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
