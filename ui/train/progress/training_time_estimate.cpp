#include "ui/train/progress/training_time_estimate.h"

#include "ui/look/labels.h"
#include "ui/text/number_text.h"
#include "ui/workspace/workspace.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace mien::ui {

TrainingTimeEstimate::TrainingTimeEstimate(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_text(makeMuted({})), m_button(new QPushButton), m_worker(this) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 4, 0, 4);
  layout->addWidget(m_text);
  layout->addWidget(m_button, 0, Qt::AlignLeft);
  m_text->setAccessibleName(tr("Estimated time"));
  connect(m_button, &QPushButton::clicked, this, [this] {
    if (m_worker.running()) {
      m_worker.requestStop();
    } else {
      measure();
    }
  });
  connect(&workspace, &Workspace::datasetChanged, this, [this] {
    m_pace.reset();
    if (m_worker.running()) {
      m_worker.cancel();
      end();
    }
    refresh();
  });
  refresh();
}

TrainingTimeEstimate::~TrainingTimeEstimate() {
  if (m_worker.running()) {
    m_workspace.clearActivity(this);
  }
}

void TrainingTimeEstimate::setConfig(const TrainConfig& config) {
  m_config = config;
  refresh();
}

void TrainingTimeEstimate::setAllowed(bool allowed) {
  m_allowed = allowed;
  if (!allowed && m_worker.running()) {
    m_worker.cancel();
    end();
  }
  refresh();
}

void TrainingTimeEstimate::measure() {
  if (!m_workspace.dataset() || !m_allowed) {
    return;
  }
  m_measured = m_config;
  m_workspace.setActivity(
      tr("Measuring the time per epoch."), -1, [this] { m_worker.requestStop(); }, this);
  m_worker.start([config = m_config, dataset = m_workspace.dataset()](
                     const std::stop_token& stop) { return measureThroughput(config, *dataset, stop); },
                 [this](const TrainingThroughput& pace) { done(pace); },
                 [this](const QString& message) {
                   end();
                   emit failed(message);
                 });
  refresh();
}

void TrainingTimeEstimate::done(const TrainingThroughput& pace) {
  if (pace.seconds(m_measured)) { // else it was stopped
    m_pace = pace;
  }
  end();
}

void TrainingTimeEstimate::end() {
  m_workspace.clearActivity(this);
  refresh();
}

QString TrainingTimeEstimate::text() const { return m_text->text(); }

bool TrainingTimeEstimate::applies() const {
  return m_pace && m_pace->seconds(m_config) && m_config.batch == m_measured.batch &&
         m_config.replicas == m_measured.replicas && m_config.head == m_measured.head &&
         m_config.optimizer == m_measured.optimizer && m_config.labels == m_measured.labels &&
         m_config.classes == m_measured.classes && (m_config.ema > 0) == (m_measured.ema > 0);
}

void TrainingTimeEstimate::refresh() {
  const bool running = m_worker.running();
  m_button->setText(running ? tr("Cancel") : tr("&Measure Time"));
  m_button->setToolTip(running ? tr("Stops measuring.")
                               : tr("Trains for a few seconds on your data, without saving anything, and tells how "
                                    "long an epoch will take."));
  m_button->setEnabled(running || (m_allowed && m_workspace.dataset()));
  if (running) {
    m_text->setText(tr("Training a little to see how long it takes…"));
  } else if (applies()) {
    QStringList lines;
    for (const SizeStage& stage : m_config.sizes) {
      for (const TrainingThroughput::Stage& measured : m_pace->stages) {
        if (measured.size == stage.size) {
          lines << tr("%L1 px: %2 an epoch (%3 images/s)")
                       .arg(stage.size)
                       .arg(durationText(measured.secondsPerEpoch),
                            QLocale().toString(measured.imagesPerSecond, 'f', 0));
        }
      }
    }
    lines.removeDuplicates();
    lines << tr("All epochs: about %1").arg(durationText(*m_pace->seconds(m_config)));
    m_text->setText(lines.join(QLatin1Char('\n')));
  } else if (m_pace) {
    m_text->setText(tr("The settings have changed since the time was measured."));
  } else {
    m_text->setText(tr("The time an epoch takes has not been measured yet."));
  }
}

} // namespace mien::ui
