#include "ui/train/train_job.h"
#include "ui/text/message_text.h"

#include "ui/async/meta_types.h"
#include "ui/text/qt_strings.h"

#include <utility>

namespace mien::ui {

/// Lives on the training's thread.
class TrainJob::Observer : public TrainObserver {
public:
  explicit Observer(TrainJob& job) : m_job(job) {}

  void onBatch(const BatchEvent& event) override { m_job.m_batches.post(event); }
  void onEpoch(const EpochEvent& event) override {
    tell([event](TrainJob& job) { emit job.epoch(event); });
  }
  void onMessage(const Message& message) override {
    tell([line = messageText(message)](TrainJob& job) { emit job.message(line); });
  }
  void onCheckpoint(const std::string& file) override {
    tell([name = toQt(file)](TrainJob& job) { emit job.checkpoint(name); });
  }

private:
  template <class News> void tell(News news) {
    QMetaObject::invokeMethod(
        &m_job,
        [job = &m_job, news = std::move(news)] {
          job->m_batches.flush(); // what happened before comes before
          news(*job);
        },
        Qt::QueuedConnection);
  }

  TrainJob& m_job;
};

TrainJob::TrainJob(QObject* parent)
    : QObject(parent), m_batches(this, [this](const QVector<BatchEvent>& events) { emit batches(events); }),
      m_worker(this) {
  registerMetaTypes();
}

void TrainJob::start(const TrainConfig& config, std::shared_ptr<const Dataset> dataset, const QString& folder) {
  launch(folder, [config, dataset = std::move(dataset), path = toPath(folder), this](TrainObserver& observer,
                                                                                     const std::stop_token& stop) {
    return train(config, *dataset, path, observer, stop, m_pause.get());
  });
}

void TrainJob::resumeRun(const QString& folder, std::shared_ptr<const Dataset> dataset, ChangedData changed) {
  launch(folder, [dataset = std::move(dataset), path = toPath(folder), changed, this](TrainObserver& observer,
                                                                                      const std::stop_token& stop) {
    return resumeTraining(path, *dataset, observer, stop, m_pause.get(), changed);
  });
}

void TrainJob::launch(const QString& folder, Training training) {
  m_folder = folder;
  m_paused = false;
  m_stopping = false;
  m_pause = std::make_unique<PauseSwitch>();
  m_worker.start(
      [this, training = std::move(training)](const std::stop_token& stop) {
        Observer observer(*this);
        return training(observer, stop);
      },
      [this](const TrainResult& result) {
        m_batches.flush();
        emit finished(result);
      },
      [this](const QString& text) {
        m_batches.flush();
        emit failed(text);
      });
}

void TrainJob::pause() {
  if (running() && !m_stopping) {
    m_paused = true;
    m_pause->pause();
  }
}

void TrainJob::unpause() {
  if (running()) {
    m_paused = false;
    m_pause->resume();
  }
}

void TrainJob::stop() {
  if (running()) {
    m_stopping = true;
    m_paused = false;
    m_worker.requestStop();
  }
}

} // namespace mien::ui
