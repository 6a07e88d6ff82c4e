#include "ui/charts/chart_legend.h"

#include <qcustomplot.h>

#include <algorithm>

namespace mien::ui {

ChartLegend::ChartLegend(QCustomPlot& plot, int row) : QObject(&plot), m_plot(plot) {
  auto* line = new QCPLayoutGrid;
  plot.plotLayout()->insertRow(row);
  plot.plotLayout()->addElement(row, 0, line);
  plot.plotLayout()->setRowStretchFactor(row, 0.001);
  plot.axisRect()->insetLayout()->take(plot.legend);
  line->addElement(0, 0, plot.legend);
  line->addElement(0, 1, new QCPLayoutElement); // takes the rest of the width, so that the entries stand at the left
  line->setColumnStretchFactor(0, 0.001);
  line->setMargins(QMargins(8, 0, 8, 0));
  plot.legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
  plot.legend->setMargins(QMargins(4, 2, 4, 2));
  plot.legend->setRowSpacing(2);
  plot.legend->setColumnSpacing(14);
  plot.legend->setIconSize(18, 10);
  plot.legend->setVisible(true);
  connect(&plot, &QCustomPlot::beforeReplot, this, &ChartLegend::arrange);
}

void ChartLegend::arrange() {
  int widest = 1;
  for (int i = 0; i < m_plot.legend->itemCount(); ++i) {
    if (const QCPAbstractLegendItem* item = m_plot.legend->item(i)) { // a last row that is not full has empty cells
      widest = std::max(widest, item->minimumOuterSizeHint().width());
    }
  }
  const int columns = std::max(1, (m_plot.viewport().width() - 40) / (widest + m_plot.legend->columnSpacing()));
  if (columns != m_columns) {
    m_columns = columns;
    m_plot.legend->setWrap(columns);
    m_plot.legend->setFillOrder(QCPLayoutGrid::foColumnsFirst, true);
  }
}

} // namespace mien::ui
