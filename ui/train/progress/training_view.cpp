#include "ui/train/progress/training_view.h"

#include "ui/text/number_text.h"
#include "ui/text/percent_text.h"
#include "ui/train/progress/train_charts.h"
#include "ui/train/progress/train_log.h"
#include "ui/train/progress/train_progress.h"
#include "ui/train/train_job.h"

#include <QLocale>
#include <QTabWidget>
#include <QVBoxLayout>

namespace mien::ui {

TrainingView::TrainingView(TrainJob& job, QWidget* parent)
    : QWidget(parent), m_job(job), m_progress(new TrainProgress), m_charts(new TrainCharts), m_log(new TrainLog),
      m_tabs(new QTabWidget) {
  m_tabs->setDocumentMode(true);
  addTab(m_charts, tr("&Curves"));
  addTab(m_log, tr("Lo&g"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->setSpacing(8);
  layout->addWidget(m_progress);
  layout->addWidget(m_tabs, 1);

  connect(m_charts, &TrainCharts::failed, this, &TrainingView::failed);
  connect(&job, &TrainJob::batches, this, &TrainingView::onBatches);
  connect(&job, &TrainJob::epoch, this, &TrainingView::onEpoch);
  connect(&job, &TrainJob::message, m_log, &TrainLog::add);
  connect(&job, &TrainJob::checkpoint, this, [this] { m_log->add(tr("The checkpoint is saved.")); });
  connect(&job, &TrainJob::finished, this, &TrainingView::onFinished);
  connect(&job, &TrainJob::failed, this, &TrainingView::onFailed);
}

void TrainingView::addTab(QWidget* widget, const QString& title) {
  auto* tab = new QWidget;
  auto* layout = new QVBoxLayout(tab);
  layout->setContentsMargins(0, 8, 0, 0);
  layout->addWidget(widget);
  m_tabs->addTab(tab, title);
}

void TrainingView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_progress->setCompact(height() < 34 * fontMetrics().height());
}

void TrainingView::begin(const QString& run, const std::vector<EpochRecord>& history) {
  m_run = run;
  m_charts->begin(history);
  m_progress->begin(run, history);
  m_tabs->setCurrentIndex(0);
  if (history.empty()) {
    m_log->add(tr("The run “%1” begins.").arg(run));
  } else {
    m_log->add(tr("The run “%2” goes on after epoch %L1.").arg(history.back().epoch).arg(run));
  }
}

void TrainingView::showState() {
  if (m_job.stopping()) {
    m_progress->setState(tr("Stopping “%1” after this step.").arg(m_run));
  } else if (m_job.paused()) {
    m_progress->setState(tr("“%1” is paused.").arg(m_run));
  } else {
    m_progress->setState(tr("Training “%1”.").arg(m_run));
  }
}

void TrainingView::onBatches(const QVector<BatchEvent>& events) {
  m_charts->addBatches(events);
  m_progress->setBatch(events.last());
  showState();
}

void TrainingView::onEpoch(const EpochEvent& event) {
  m_charts->addEpoch(event.record);
  m_progress->setEpoch(event);
  const EpochRecord& r = event.record;
  const QString text = event.best ? tr("Epoch %1 of %2 at %3 px took %4. Training: loss %5, accuracy %6. Validation: "
                                       "loss %7, accuracy %8, the best so far.")
                                  : tr("Epoch %1 of %2 at %3 px took %4. Training: loss %5, accuracy %6. Validation: "
                                       "loss %7, accuracy %8.");
  m_log->add(text.arg(r.epoch)
                 .arg(event.epochs)
                 .arg(r.size)
                 .arg(durationText(r.seconds), lossText(r.trainLoss), percentText(r.trainAccuracy),
                      lossText(r.validLoss), percentText(r.validAccuracy)));
}

void TrainingView::onFinished(const TrainResult& result) {
  QString text;
  switch (result.status) {
  case TrainStatus::Finished:
    text = tr("“%1” is finished.").arg(m_run);
    break;
  case TrainStatus::StoppedEarly:
    text = tr("“%1” stopped early: the validation loss no longer fell.").arg(m_run);
    break;
  case TrainStatus::Stopped:
    text = tr("“%1” is stopped.").arg(m_run);
    break;
  }
  m_progress->end(text);
  m_log->add(text);
}

void TrainingView::onFailed(const QString& message) {
  m_progress->end(tr("“%1” has failed.").arg(m_run));
  m_log->add(message);
}

} // namespace mien::ui
