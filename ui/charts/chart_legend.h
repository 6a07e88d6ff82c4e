#pragma once

#include <QObject>

class QCPLayoutGrid;
class QCustomPlot;

namespace mien::ui {

/// Takes a plot's legend out of the plotting area into a line of its own above it, where it hides no data, and breaks
/// that line as the width demands. Lives as long as the plot.
class ChartLegend : public QObject {
public:
  /// `row`: the line of the plot's layout to insert it as.
  ChartLegend(QCustomPlot& plot, int row);

  void arrange(); ///< call when entries came, went or were renamed

private:
  QCustomPlot& m_plot;
  int m_columns = 0;
};

} // namespace mien::ui
