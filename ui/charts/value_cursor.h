#pragma once

#include "ui/look/theme.h"

#include <QObject>
#include <QPointF>

#include <vector>

class QCPItemStraightLine;
class QCPItemText;
class QCPItemTracer;
class QCustomPlot;

namespace mien::ui {

/// A vertical line with the values of all graphs of a plot at the point nearest to the mouse. Lives as long as the
/// plot.
class ValueCursor : public QObject {
  Q_OBJECT

public:
  explicit ValueCursor(QCustomPlot& plot);

  void setColors(const ThemeColors& colors);
  bool moveTo(const QPointF& pixel); ///< true when the plot must be drawn anew
  void hide();
  [[nodiscard]] QString text() const; ///< what it says; empty while hidden

private:
  [[nodiscard]] bool nearestKey(double x, double& key) const;

  QCustomPlot& m_plot;
  QCPItemStraightLine* m_line;
  QCPItemText* m_text;
};

} // namespace mien::ui
