#pragma once

#include "ui/charts/chart.h"
#include "ui/text/class_label.h"

#include <QVector>

#include <deque>
#include <optional>
#include <span>
#include <vector>

class QCPGraph;
class QCPItemStraightLine;

namespace mien::ui {

class ChartLegend;
class ValueCursor;

/// The probabilities of one face over time, a curve for each class: the last seconds of something live, or the whole of
/// a video or a recording. A face that was away for a while leaves a gap. The view stays at the newest end (or shows
/// the whole) until the user pans or zooms; double click or Home brings that back.
class TimelineChart : public Chart {
  Q_OBJECT

public:
  struct Point {
    double seconds = 0;
    std::span<const float> probabilities; ///< one a class
  };

  explicit TimelineChart(QWidget* parent = nullptr);

  void setClasses(const std::vector<ClassLabel>& classes); ///< takes all points
  void setSpan(double seconds);                            ///< of time shown; 0: everything there is

  /// Replaces all points, oldest first, and shows the time up to `newest` s. Points need only live for the call.
  void setPoints(std::span<const Point> points, double newest);
  void clear();

  /// A line at a moment, of a replay for instance; none: no line.
  void setMoment(std::optional<double> seconds);

  /// True while a click into the chart is answered by momentChosen().
  void setMomentChoosable(bool choosable) { m_choosable = choosable; }

  [[nodiscard]] int curveCount() const { return static_cast<int>(m_graphs.size()); }
  [[nodiscard]] int pointCount() const; ///< of each curve; a gap is a point, too
  [[nodiscard]] double value(int curve, int index) const;

  void fit() override;

signals:
  void momentChosen(double seconds);

protected:
  void restyle() override;
  void hover(const QPointF& pixel) override;
  void hoverEnd() override;
  void viewMoved() override;

private:
  std::vector<ClassLabel> m_classes;
  std::vector<QCPGraph*> m_graphs;
  QCPItemStraightLine* m_moment;
  ChartLegend* m_legend;
  ValueCursor* m_cursor;
  double m_span = 60;
  double m_first = 0;
  double m_newest = 0;
  bool m_fitted = true; ///< the user has not panned or zoomed since the last fit
  bool m_choosable = false;
};

} // namespace mien::ui
