#include "ui/charts/timeline_chart.h"

#include "ui/charts/chart_legend.h"
#include "ui/charts/value_cursor.h"

#include <QMouseEvent>
#include <qcustomplot.h>

#include <algorithm>
#include <limits>

namespace mien::ui {

namespace {

constexpr double kGap = 1.0; ///< s; a face that was away for longer leaves a gap

} // namespace

TimelineChart::TimelineChart(QWidget* parent)
    : Chart(tr("Emotions over time"), tr("Time (s)"), tr("Percent"), parent),
      m_moment(new QCPItemStraightLine(&plot())), m_legend(new ChartLegend(plot(), 1)),
      m_cursor(new ValueCursor(plot())) {
  plot().xAxis->setTickLabels(true);
  plot().yAxis->ticker()->setTickCount(4);
  plot().axisRect()->setMinimumMargins(QMargins(0, 4, 12, 0)); // it is low: the curves need the room
  plot().axisRect()->setRangeZoom(Qt::Horizontal);
  plot().axisRect()->setRangeDrag(Qt::Horizontal);
  m_moment->setSelectable(false);
  m_moment->setVisible(false);
  connect(&plot(), &QCustomPlot::mouseRelease, this, [this](const QMouseEvent* event) {
    const QPointF pixel = event->position();
    if (m_choosable && event->button() == Qt::LeftButton && plot().axisRect()->rect().contains(pixel.toPoint())) {
      emit momentChosen(std::clamp(plot().xAxis->pixelToCoord(pixel.x()), m_first, m_newest));
    }
  });
  TimelineChart::restyle();
  TimelineChart::fit();
}

void TimelineChart::setClasses(const std::vector<ClassLabel>& classes) {
  m_cursor->hide();
  plot().clearGraphs();
  m_graphs.clear();
  m_classes = classes;
  for (const ClassLabel& label : classes) {
    QCPGraph* graph = plot().addGraph();
    graph->setName(label.name);
    graph->setAdaptiveSampling(true);
    m_graphs.push_back(graph);
  }
  restyle();
  clear();
}

void TimelineChart::setSpan(double seconds) {
  m_span = seconds;
  fit();
}

void TimelineChart::setPoints(std::span<const Point> points, double newest) {
  const auto rows = static_cast<qsizetype>(points.size());
  for (std::size_t k = 0; k < m_graphs.size(); ++k) {
    QVector<QCPGraphData> values;
    values.reserve(rows + 8);
    double last = points.empty() ? 0 : points.front().seconds;
    for (const Point& point : points) {
      if (point.seconds - last > kGap) {
        values.append(QCPGraphData((point.seconds + last) / 2, std::numeric_limits<double>::quiet_NaN()));
      }
      last = point.seconds;
      values.append(QCPGraphData(point.seconds, k < point.probabilities.size() ? 100.0 * point.probabilities[k] : 0));
    }
    m_graphs[k]->data()->set(values, true);
  }
  m_first = points.empty() ? 0 : points.front().seconds;
  m_newest = newest;
  if (m_fitted) {
    fit();
  }
  redraw();
}

void TimelineChart::clear() {
  m_cursor->hide();
  m_fitted = true;
  setPoints({}, 0);
}

void TimelineChart::setMoment(std::optional<double> seconds) {
  m_moment->setVisible(seconds.has_value());
  if (seconds) {
    m_moment->point1->setCoords(*seconds, 0);
    m_moment->point2->setCoords(*seconds, 1);
  }
  redraw();
}

int TimelineChart::pointCount() const { return m_graphs.empty() ? 0 : m_graphs.front()->dataCount(); }

double TimelineChart::value(int curve, int index) const {
  return m_graphs.at(static_cast<std::size_t>(curve))->data()->at(index)->value;
}

void TimelineChart::fit() {
  m_fitted = true;
  // Something live begins at the left and moves along once the span is full.
  const double upper = m_span > 0 ? std::max(m_newest, m_span) : std::max(m_newest, m_first + 1);
  plot().xAxis->setRange(m_span > 0 ? upper - m_span : m_first, upper);
  plot().yAxis->setRange(0, 102); // a curve at 100 is not cut in half
  redraw();
}

void TimelineChart::restyle() {
  Chart::restyle();
  for (std::size_t k = 0; k < m_graphs.size(); ++k) {
    m_graphs[k]->setPen(QPen(classColor(m_classes[k].emotion), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  }
  m_moment->setPen(QPen(colors().text, 1.5));
  m_cursor->setColors(colors());
  m_legend->arrange();
}

void TimelineChart::hover(const QPointF& pixel) {
  if (m_cursor->moveTo(pixel)) {
    redraw();
  }
}

void TimelineChart::hoverEnd() {
  m_cursor->hide();
  redraw();
}

void TimelineChart::viewMoved() { m_fitted = false; }

} // namespace mien::ui
