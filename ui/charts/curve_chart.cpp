#include "ui/charts/curve_chart.h"

#include "ui/charts/chart_legend.h"
#include "ui/charts/value_cursor.h"

#include <QMenu>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace mien::ui {

namespace {

/// Numbers with as many places as the step between them has: 0.185, 0.190, and not 0.185, 0.19.
class EvenTicker : public QCPAxisTicker {
protected:
  double getTickStep(const QCPRange& range) override {
    m_step = QCPAxisTicker::getTickStep(range);
    return m_step;
  }

  QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override {
    constexpr int kMostPlaces = 5;
    double step = m_step;
    int places = 0;
    while (places <= kMostPlaces && std::abs(step - std::round(step)) > 1e-6 * step) {
      step *= 10;
      ++places;
    }
    if (places > kMostPlaces || m_step >= 1e6) { // powers of ten are easier to read
      return QCPAxisTicker::getTickLabel(tick, locale, format, precision);
    }
    return locale.toString(std::abs(tick) < 0.001 * m_step ? 0 : tick, 'f', places);
  }

private:
  double m_step = 1;
};

class IntegerAxisTicker : public QCPAxisTicker {
protected:
  double getTickStep(const QCPRange& range) override { return std::max(1.0, QCPAxisTicker::getTickStep(range)); }
};

QCPScatterStyle dot(const QColor& color) { return {QCPScatterStyle::ssDisc, color, color, 5}; }

/// To what the visible curves cover, with a `margin` that keeps them off the frame, as a share of it.
void fitAxis(QCPAxis& axis, double margin) {
  QCPRange covered;
  bool any = false;
  for (const QCPAbstractPlottable* curve : axis.plottables()) {
    bool found = false;
    const QCPRange own = axis.orientation() == Qt::Horizontal ? curve->getKeyRange(found) : curve->getValueRange(found);
    if (found && curve->visible()) {
      covered = any ? covered.expanded(own) : own;
      any = true;
    }
  }
  if (covered.size() <= 0) { // a single value has no extent
    const double room = covered.center() == 0 ? 1 : 0.05 * std::abs(covered.center());
    covered = {covered.center() - room, covered.center() + room};
  }
  axis.setRange(covered.lower - margin * covered.size(), covered.upper + margin * covered.size());
}

} // namespace

CurveChart::CurveChart(const QString& title, const QString& xLabel, const QString& yLabel, QWidget* parent)
    : Chart(title, xLabel, yLabel, parent), m_legend(new ChartLegend(plot(), 1)), m_cursor(new ValueCursor(plot())),
      m_empty(new QCPItemText(&plot())) {
  for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) {
    axis->setTicker(QSharedPointer<QCPAxisTicker>(new EvenTicker));
  }
  m_empty->setText(tr("No values yet"));
  m_empty->setSelectable(false);
  m_empty->position->setType(QCPItemPosition::ptAxisRectRatio);
  m_empty->position->setCoords(0.5, 0.5);
  m_empty->setPositionAlignment(Qt::AlignCenter);
  connect(&plot(), &QCustomPlot::beforeReplot, this, [this] { // the numbers of a low chart must not touch
    const int room = plot().axisRect()->height() / (2 * fontMetrics().height());
    plot().yAxis->ticker()->setTickCount(std::clamp(room, 2, 5));
  });
  CurveChart::restyle();
  showScales();
}

int CurveChart::addCurve(const QString& name, const QColor& color, Qt::PenStyle style, bool points) {
  QCPGraph* graph = plot().addGraph();
  graph->setName(name);
  graph->setPen(QPen(color, 1.8, style, Qt::RoundCap, Qt::RoundJoin));
  if (points) {
    graph->setScatterStyle(dot(color));
  } else {
    m_lines.push_back(graph);
  }
  if (name == title()) {
    graph->removeFromLegend();
  }
  m_graphs.push_back(graph);
  restyle(); // the legend's new entry takes font and colour
  return curveCount() - 1;
}

void CurveChart::setColor(int curve, const QColor& color) {
  QCPGraph* graph = m_graphs.at(static_cast<std::size_t>(curve));
  QPen pen = graph->pen();
  pen.setColor(color);
  graph->setPen(pen);
  if (!graph->scatterStyle().isNone()) {
    graph->setScatterStyle(dot(color));
  }
  redraw();
}

void CurveChart::setCurveVisible(int curve, bool visible) {
  QCPGraph* graph = m_graphs.at(static_cast<std::size_t>(curve));
  if (graph->visible() == visible) {
    return;
  }
  graph->setVisible(visible);
  if (visible) {
    graph->addToLegend();
    restyle();
  } else {
    graph->removeFromLegend();
  }
  dataChanged();
}

void CurveChart::append(int curve, double x, double y) {
  m_graphs.at(static_cast<std::size_t>(curve))->addData(x, y);
  dataChanged();
}

void CurveChart::setData(int curve, const QVector<double>& x, const QVector<double>& y) {
  // Sorting anew would shuffle points with the same x.
  m_graphs.at(static_cast<std::size_t>(curve))->setData(x, y, std::ranges::is_sorted(x));
  dataChanged();
}

void CurveChart::clear() {
  for (QCPGraph* graph : m_graphs) {
    graph->data()->clear();
  }
  m_cursor->hide();
  m_fitted = true;
  dataChanged();
}

void CurveChart::removeCurves(bool keepView) {
  m_cursor->hide();
  plot().clearGraphs();
  m_graphs.clear();
  m_lines.clear();
  m_fitted = m_fitted || !keepView;
  showScales();
  redraw();
}

int CurveChart::pointCount(int curve) const { return m_graphs.at(static_cast<std::size_t>(curve))->dataCount(); }

QPointF CurveChart::point(int curve, int index) const {
  const QCPGraphData& found = *m_graphs.at(static_cast<std::size_t>(curve))->data()->at(index);
  return {found.key, found.value};
}

void CurveChart::setFollowing(bool following) {
  if (following != m_following) {
    m_following = following;
    dataChanged();
    emit followingChanged(following);
  }
}

void CurveChart::setWholeSteps() { plot().xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new IntegerAxisTicker)); }

void CurveChart::setLimits(double xLower, double xUpper, double yLower, double yUpper) {
  m_limits = QRectF(QPointF(xLower, yLower), QPointF(xUpper, yUpper));
  showScales();
  fit();
}

void CurveChart::fit() {
  m_fitted = true;
  if (!m_limits.isEmpty()) {
    plot().xAxis->setRange(m_limits.left(), m_limits.right());
    plot().yAxis->setRange(m_limits.top(), m_limits.bottom());
  } else {
    fitAxis(*plot().xAxis, 0.02);
    fitAxis(*plot().yAxis, 0.06);
  }
  redraw();
}

void CurveChart::showScales() {
  // The numbers of an axis without data mean nothing.
  const bool any = !m_limits.isEmpty() || std::ranges::any_of(m_graphs, [](const QCPGraph* graph) {
    return graph->visible() && graph->dataCount() > 0;
  });
  for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) {
    axis->setTickLabels(any);
  }
  m_empty->setVisible(!any);
  for (QCPGraph* line : m_lines) { // one value alone is no line
    line->setScatterStyle(line->dataCount() == 1 ? dot(line->pen().color()) : QCPScatterStyle());
  }
}

void CurveChart::restyle() {
  Chart::restyle();
  m_cursor->setColors(colors());
  m_empty->setFont(font());
  m_empty->setColor(colors().mutedText);
  m_legend->arrange();
}

void CurveChart::hover(const QPointF& pixel) {
  if (m_cursor->moveTo(pixel)) {
    redraw();
  }
}

void CurveChart::hoverEnd() {
  m_cursor->hide();
  redraw();
}

void CurveChart::viewMoved() { m_fitted = false; }

void CurveChart::extendMenu(QMenu& menu) {
  menu.addAction(tr("Show everything"), this, &CurveChart::fit);
  QAction* follow = menu.addAction(tr("Follow the end"), this, &CurveChart::setFollowing);
  follow->setCheckable(true);
  follow->setChecked(m_following);
  menu.addSeparator();
}

void CurveChart::dataChanged() {
  showScales();
  if (m_fitted) {
    fit();
    return;
  }
  if (m_following) {
    bool found = false;
    double last = 0;
    for (const QCPGraph* graph : m_graphs) {
      if (graph->visible() && graph->dataCount() > 0) {
        const double key = (graph->data()->constEnd() - 1)->key;
        last = found ? std::max(last, key) : key;
        found = true;
      }
    }
    if (found) {
      const double width = plot().xAxis->range().size();
      plot().xAxis->setRange(last - 0.95 * width, last + 0.05 * width);
    }
  }
  redraw();
}

} // namespace mien::ui
