#include "ui/train/progress/train_charts.h"

#include "ui/charts/curve_chart.h"
#include "ui/look/theme.h"

#include <QCheckBox>
#include <QGridLayout>

namespace mien::ui {

double TrainCharts::Smoothed::add(double value) {
  constexpr double kMemory = 0.95; // about the last 20 batches
  m_sum = kMemory * m_sum + (1 - kMemory) * value;
  m_weight = kMemory * m_weight + (1 - kMemory);
  return m_sum / m_weight;
}

TrainCharts::TrainCharts(QWidget* parent)
    : QWidget(parent), m_follow(new QCheckBox(tr("Follo&w the end"))), m_swap(new QCheckBox(tr("Rate and &speed"))),
      m_loss(new CurveChart(tr("Loss"), tr("Epoch"), {})), m_accuracy(new CurveChart(tr("Accuracy"), tr("Epoch"), {})),
      m_rate(new CurveChart(tr("Learning rate"), tr("Epoch"), {})),
      m_speed(new CurveChart(tr("Images per second"), tr("Epoch"), {})), m_grid(new QGridLayout(this)) {
  for (CurveChart* chart : {m_loss, m_accuracy}) {
    chart->addCurve(tr("Batches"), Qt::gray);
    chart->addCurve(tr("Training"), Qt::blue, Qt::SolidLine, true);
    chart->addCurve(tr("Validation"), Qt::red, Qt::SolidLine, true);
    chart->setToolTip(tr("The line of the batches is smoothed over about 20 of them."));
  }
  m_rate->addCurve(tr("Learning rate"), Qt::blue);
  m_speed->addCurve(tr("Images per second"), Qt::blue);
  recolour();
  connect(&Theme::instance(), &Theme::changed, this, &TrainCharts::recolour);

  m_follow->setToolTip(tr("Keeps the newest points in view after you zoomed in. Double click on a chart to see all."));
  for (CurveChart* chart : charts()) {
    connect(chart, &CurveChart::failed, this, &TrainCharts::failed);
    connect(m_follow, &QCheckBox::toggled, chart, &CurveChart::setFollowing);
  }
  m_follow->setChecked(true);

  auto* grid = m_grid;
  grid->setContentsMargins({});
  grid->setSpacing(8);
  grid->addWidget(m_loss, 0, 0);
  grid->addWidget(m_accuracy, 0, 1);
  grid->addWidget(m_rate, 1, 0);
  grid->addWidget(m_speed, 1, 1);
  grid->addWidget(m_swap, 2, 0, Qt::AlignLeft);
  grid->addWidget(m_follow, 2, 1, Qt::AlignRight);
  grid->setColumnStretch(0, 1);
  grid->setColumnStretch(1, 1);
  // The charts' own minimum would keep both rows where there is room for one.
  grid->setSizeConstraint(QLayout::SetNoConstraint);
  setMinimumSize(24 * fontMetrics().averageCharWidth() * 2, 11 * fontMetrics().height());
  m_swap->setToolTip(tr("Shows the learning rate and the images per second instead of loss and accuracy."));
  connect(m_swap, &QCheckBox::toggled, this, &TrainCharts::arrange);
  arrange();
}

void TrainCharts::arrange() {
  const bool low = height() < 27 * fontMetrics().height();
  const bool first = !low || !m_swap->isChecked();
  const bool second = !low || m_swap->isChecked();
  m_swap->setVisible(low);
  for (CurveChart* chart : {m_loss, m_accuracy}) {
    chart->setVisible(first);
  }
  for (CurveChart* chart : {m_rate, m_speed}) {
    chart->setVisible(second);
  }
  m_grid->setRowStretch(0, first ? 3 : 0);
  m_grid->setRowStretch(1, second ? 2 : 0);
}

void TrainCharts::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void TrainCharts::begin(const std::vector<EpochRecord>& history) {
  for (CurveChart* chart : charts()) {
    chart->clear();
  }
  m_smoothLoss = {};
  m_smoothAccuracy = {};
  for (const EpochRecord& record : history) {
    addEpoch(record);
    m_rate->append(0, record.epoch, record.learningRate);
    m_speed->append(0, record.epoch, record.imagesPerSecond);
  }
}

void TrainCharts::addBatches(const QVector<BatchEvent>& events) {
  for (const BatchEvent& event : events) {
    const double x = event.epoch - 1 + static_cast<double>(event.step) / static_cast<double>(event.steps);
    m_loss->append(Batches, x, m_smoothLoss.add(event.loss));
    m_accuracy->append(Batches, x, m_smoothAccuracy.add(event.accuracy));
    m_rate->append(0, x, event.learningRate);
    m_speed->append(0, x, event.imagesPerSecond);
  }
}

void TrainCharts::addEpoch(const EpochRecord& record) {
  m_loss->append(Train, record.epoch, record.trainLoss);
  m_loss->append(Valid, record.epoch, record.validLoss);
  m_accuracy->append(Train, record.epoch, record.trainAccuracy);
  m_accuracy->append(Valid, record.epoch, record.validAccuracy);
}

void TrainCharts::recolour() {
  const ThemeColors& colors = Theme::instance().colors();
  for (CurveChart* chart : {m_loss, m_accuracy}) {
    chart->setColor(Batches, mixed(colors.mutedText, colors.surface, 0.55));
    chart->setColor(Train, emotionColor(3));
    chart->setColor(Valid, emotionColor(4));
  }
  m_rate->setColor(0, emotionColor(3));
  m_speed->setColor(0, emotionColor(5));
}

} // namespace mien::ui
