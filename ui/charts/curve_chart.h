#pragma once

#include "ui/charts/chart.h"

#include <QColor>
#include <QPointF>
#include <QString>
#include <QVector>

#include <vector>

class QCPGraph;
class QCPItemText;

namespace mien::ui {

class ChartLegend;
class ValueCursor;

/// Curves over a common x axis: legend, drag to pan, wheel to zoom, double click to fit, a cursor that reads the values
/// under the mouse. Shows everything until the user pans or zooms; then stays where it is, or keeps the newest points
/// in view when it follows the end.
class CurveChart : public Chart {
  Q_OBJECT

public:
  CurveChart(const QString& title, const QString& xLabel, const QString& yLabel, QWidget* parent = nullptr);

  /// Returns the curve's number, from 0. With `points` every value has a dot. A curve named like the chart has no entry
  /// in the legend.
  int addCurve(const QString& name, const QColor& color, Qt::PenStyle style = Qt::SolidLine, bool points = false);
  void setColor(int curve, const QColor& color);
  void setCurveVisible(int curve, bool visible);

  void append(int curve, double x, double y); ///< x at or above the curve's last one is fast
  void setData(int curve, const QVector<double>& x, const QVector<double>& y);
  void clear();                             ///< takes all points, keeps the curves
  void removeCurves(bool keepView = false); ///< takes the curves too; keepView: what was zoomed to stays

  [[nodiscard]] int curveCount() const { return static_cast<int>(m_graphs.size()); }
  [[nodiscard]] int pointCount(int curve) const;
  [[nodiscard]] QPointF point(int curve, int index) const;

  [[nodiscard]] bool isFollowing() const { return m_following; }
  void setFollowing(bool following);

  void setWholeSteps(); ///< ticks of the x axis at whole numbers only: epochs
  void setLimits(double xLower, double xUpper, double yLower, double yUpper); ///< fit() shows these instead of the data
  void fit() override;

signals:
  void followingChanged(bool following);

protected:
  void restyle() override;
  void hover(const QPointF& pixel) override;
  void hoverEnd() override;
  void viewMoved() override;
  void extendMenu(QMenu& menu) override;

private:
  void dataChanged();
  void showScales();

  std::vector<QCPGraph*> m_graphs;
  std::vector<QCPGraph*> m_lines; ///< those without dots
  ChartLegend* m_legend;
  ValueCursor* m_cursor;
  QCPItemText* m_empty;
  QRectF m_limits; ///< empty: the data's
  bool m_following = false;
  bool m_fitted = true; ///< the user has not panned or zoomed since the last fit
};

} // namespace mien::ui
