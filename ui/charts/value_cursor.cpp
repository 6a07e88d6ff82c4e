#include "ui/charts/value_cursor.h"

#include <QLocale>
#include <qcustomplot.h>

#include <cmath>

namespace mien::ui {

namespace {

/// The graph's point at or next to `x`.
QCPGraphDataContainer::const_iterator nearest(const QCPGraph& graph, double x) {
  const auto data = graph.data();
  auto found = data->findBegin(x, false);
  if (found == data->constEnd() || (found != data->constBegin() && x - (found - 1)->key < found->key - x)) {
    --found;
  }
  return found;
}

QString number(double value) { return QLocale().toString(value, 'g', 4); }

} // namespace

ValueCursor::ValueCursor(QCustomPlot& plot)
    : QObject(&plot), m_plot(plot), m_line(new QCPItemStraightLine(&plot)), m_text(new QCPItemText(&plot)) {
  m_text->setPadding(QMargins(8, 6, 8, 6));
  m_text->setTextAlignment(Qt::AlignLeft);
  m_text->position->setTypeX(QCPItemPosition::ptAbsolute);
  m_text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  for (QCPAbstractItem* item : {static_cast<QCPAbstractItem*>(m_line), static_cast<QCPAbstractItem*>(m_text)}) {
    item->setLayer(QStringLiteral("overlay"));
    item->setSelectable(false);
  }
  hide();
}

void ValueCursor::setColors(const ThemeColors& colors) {
  m_line->setPen(QPen(colors.mutedText, 1, Qt::DashLine));
  m_text->setPen(QPen(colors.grid, 1));
  m_text->setBrush(colors.surface);
  m_text->setColor(colors.text);
  m_text->setFont(m_plot.font());
}

bool ValueCursor::moveTo(const QPointF& pixel) {
  const QRect area = m_plot.axisRect()->rect();
  double key = 0;
  if (!area.contains(pixel.toPoint()) || !nearestKey(m_plot.xAxis->pixelToCoord(pixel.x()), key)) {
    const bool shown = m_line->visible();
    hide();
    return shown;
  }
  QStringList lines{tr("%1: %2", "axis, value").arg(m_plot.xAxis->label(), number(key))};
  for (int i = 0; i < m_plot.graphCount(); ++i) {
    const QCPGraph& graph = *m_plot.graph(i);
    if (graph.visible() && graph.dataCount() > 0) {
      lines << tr("%1: %2", "curve, value").arg(graph.name(), number(nearest(graph, key)->value));
    }
  }
  m_line->point1->setCoords(key, 0);
  m_line->point2->setCoords(key, 1);
  m_line->setVisible(true);
  const double x = m_plot.xAxis->coordToPixel(key);
  const bool right = x > area.center().x(); // the text stands where there is room for it
  m_text->setPositionAlignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
  m_text->position->setCoords(right ? x - 8 : x + 8, 0.03);
  m_text->setText(lines.join(QLatin1Char('\n')));
  m_text->setVisible(true);
  return true;
}

void ValueCursor::hide() {
  m_line->setVisible(false);
  m_text->setVisible(false);
}

QString ValueCursor::text() const { return m_text->visible() ? m_text->text() : QString(); }

bool ValueCursor::nearestKey(double x, double& key) const {
  bool found = false;
  for (int i = 0; i < m_plot.graphCount(); ++i) {
    const QCPGraph& graph = *m_plot.graph(i);
    if (!graph.visible() || graph.dataCount() == 0) {
      continue;
    }
    const double candidate = nearest(graph, x)->key;
    if (!found || std::abs(candidate - x) < std::abs(key - x)) {
      key = candidate;
      found = true;
    }
  }
  return found;
}

} // namespace mien::ui
