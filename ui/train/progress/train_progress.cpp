#include "ui/train/progress/train_progress.h"

#include "ui/look/labels.h"
#include "ui/text/number_text.h"
#include "ui/text/percent_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panels/metric_tile.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>

namespace mien::ui {

namespace {

constexpr int kFine = 1000; ///< steps of a progress bar

QProgressBar* makeBar(const QString& name) {
  auto* bar = new QProgressBar;
  bar->setRange(0, kFine);
  bar->setTextVisible(false);
  bar->setAccessibleName(name);
  bar->setMaximumHeight(bar->fontMetrics().height());
  return bar;
}

} // namespace

TrainProgress::TrainProgress(QWidget* parent)
    : QWidget(parent), m_state(new ElidedLabel), m_epochText(new QLabel), m_stepText(new QLabel),
      m_leftText(new QLabel), m_epoch(makeBar(tr("Progress of the epoch"))),
      m_total(makeBar(tr("Progress of all epochs"))), m_accuracy(new MetricTile(tr("Best accuracy"))),
      m_loss(new MetricTile(tr("Lowest loss"))), m_speed(new MetricTile(tr("Images per second"))),
      m_left(new MetricTile(tr("Time left"))) {
  m_state->setFont(scaledFont(*m_state, 1.1, QFont::DemiBold));
  auto* card = new Card;
  auto* rows = new QGridLayout(card);
  rows->setContentsMargins(12, 8, 12, 10);
  rows->setVerticalSpacing(4);
  rows->setColumnStretch(1, 1);
  rows->addWidget(m_state, 0, 0, 1, 3);
  rows->addWidget(m_epochText, 1, 0);
  rows->addWidget(m_epoch, 1, 1);
  rows->addWidget(m_stepText, 1, 2);
  rows->addWidget(new QLabel(tr("All epochs")), 2, 0);
  rows->addWidget(m_total, 2, 1);
  rows->addWidget(m_leftText, 2, 2);

  auto* layout = new QGridLayout(this);
  layout->setContentsMargins({});
  layout->setSpacing(8);
  layout->addWidget(card, 0, 0, 1, 4);
  int column = 0;
  for (MetricTile* tile : {m_accuracy, m_loss, m_speed, m_left}) {
    layout->setColumnStretch(column, 1);
    layout->addWidget(tile, 1, column++);
  }
  begin({});
  setState(tr("No training is running."));
}

void TrainProgress::begin(const QString& run, const std::vector<EpochRecord>& history) {
  m_fraction = 0;
  m_bestLoss = std::numeric_limits<double>::infinity();
  m_epoch->setValue(0);
  m_total->setValue(0);
  m_epochText->setText(tr("Epoch"));
  m_stepText->clear();
  m_leftText->clear();
  for (MetricTile* tile : {m_accuracy, m_loss, m_speed, m_left}) {
    tile->setFigure(QStringLiteral("–"));
  }
  for (const EpochRecord& record : history) {
    setBest(record);
  }
  if (!run.isEmpty()) {
    setState(tr("Preparing the run “%1”.").arg(run));
  }
}

void TrainProgress::setState(const QString& sentence) { m_state->setText(sentence); }

QString TrainProgress::state() const { return m_state->text(); }

void TrainProgress::setBatch(const BatchEvent& event) {
  const double inEpoch = static_cast<double>(event.step) / static_cast<double>(event.steps);
  m_fraction = (event.epoch - 1 + inEpoch) / event.epochs;
  m_epochText->setText(tr("Epoch %L1 of %L2 at %L3 px").arg(event.epoch).arg(event.epochs).arg(event.size));
  m_stepText->setText(tr("Step %L1 of %L2").arg(event.step).arg(event.steps));
  m_leftText->setText(m_compact ? tr("%1 left").arg(durationText(event.secondsLeft)) : percentText(m_fraction));
  m_epoch->setValue(static_cast<int>(kFine * inEpoch));
  m_total->setValue(static_cast<int>(kFine * m_fraction));
  m_speed->setFigure(QLocale().toString(event.imagesPerSecond, 'f', 0));
  m_left->setFigure(durationText(event.secondsLeft), tr("Until the last epoch ends, at the present speed."));
}

void TrainProgress::setEpoch(const EpochEvent& event) {
  setBest(event.record);
  m_fraction = static_cast<double>(event.record.epoch) / event.epochs;
  m_total->setValue(static_cast<int>(kFine * m_fraction));
}

void TrainProgress::setBest(const EpochRecord& record) {
  if (record.validLoss < m_bestLoss) {
    m_bestLoss = record.validLoss;
    m_loss->setFigure(lossText(record.validLoss),
                      tr("On the validation images, in epoch %L1. These weights are kept.").arg(record.epoch));
    m_accuracy->setFigure(
        percentText(record.validAccuracy),
        tr("On the validation images, in epoch %L1, the one with the lowest loss.").arg(record.epoch));
  }
}

void TrainProgress::end(const QString& sentence) {
  setState(sentence);
  m_left->setFigure(QStringLiteral("–"));
}

void TrainProgress::setCompact(bool compact) {
  m_compact = compact;
  for (MetricTile* tile : {m_accuracy, m_loss, m_speed, m_left}) {
    tile->setVisible(!compact);
  }
}

} // namespace mien::ui
