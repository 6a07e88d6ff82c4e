#include "ui/train/runs/runs_charts.h"

#include "ui/charts/curve_chart.h"
#include "ui/look/theme.h"
#include "ui/text/path_text.h"
#include "ui/train/runs/run_table_model.h"

#include <QHBoxLayout>

#include <utility>

namespace mien::ui {

RunsCharts::RunsCharts(const RunTableModel& model, QWidget* parent)
    : QWidget(parent), m_model(model), m_loss(new CurveChart(tr("Validation loss"), tr("Epoch"), {})),
      m_accuracy(new CurveChart(tr("Validation accuracy"), tr("Epoch"), {})) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->setSpacing(8);
  layout->setSizeConstraint(QLayout::SetNoConstraint); // a low window may squeeze them
  setMinimumHeight(6 * fontMetrics().height());
  for (CurveChart* chart : {m_loss, m_accuracy}) {
    layout->addWidget(chart, 1);
    chart->setWholeSteps();
    connect(chart, &CurveChart::failed, this, &RunsCharts::failed);
  }
  connect(&model, &RunTableModel::ticksChanged, this, &RunsCharts::refresh);
  connect(&Theme::instance(), &Theme::changed, this, &RunsCharts::refresh);
}

void RunsCharts::refresh() {
  QStringList ticked;
  for (int row = 0; row < m_model.rowCount(); ++row) {
    if (m_model.isTicked(row)) {
      ticked << m_model.run(row).folder();
    }
  }
  const bool same = std::exchange(m_ticked, ticked) == ticked; // an epoch more, or another theme
  m_loss->removeCurves(same);
  m_accuracy->removeCurves(same);
  for (int row = 0; row < m_model.rowCount(); ++row) {
    if (!m_model.isTicked(row)) {
      continue;
    }
    const RunInfo& run = m_model.run(row).info;
    QVector<double> epochs;
    QVector<double> losses;
    QVector<double> accuracies;
    for (const EpochRecord& record : run.history) {
      epochs << record.epoch;
      losses << record.validLoss;
      accuracies << record.validAccuracy;
    }
    const QColor color = m_model.color(row);
    m_loss->setData(m_loss->addCurve(pathText(run.folder.filename()), color, Qt::SolidLine, true), epochs, losses);
    m_accuracy->setData(m_accuracy->addCurve(pathText(run.folder.filename()), color, Qt::SolidLine, true), epochs,
                        accuracies);
  }
}

} // namespace mien::ui
