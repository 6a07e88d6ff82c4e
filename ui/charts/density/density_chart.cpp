#include "ui/charts/density/density_chart.h"

#include "ui/charts/chart_legend.h"
#include "ui/text/percent_text.h"

#include <QKeyEvent>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace mien::ui {

namespace {

QCPColorGradient gradient(const QColor& low, const QColor& middle, const QColor& high, bool bothWays) {
  QCPColorGradient colors;
  colors.clearColorStops();
  colors.setLevelCount(256);
  constexpr int kStops = 12;
  for (int i = 0; i <= kStops; ++i) {
    // The thin outskirts matter as much as the peak: the root brings them out.
    const double position = static_cast<double>(i) / kStops;
    const double depth = std::pow(position, 0.6);
    if (bothWays) {
      colors.setColorStopAt(0.5 - 0.5 * position, mixed(low, middle, depth));
      colors.setColorStopAt(0.5 + 0.5 * position, mixed(high, middle, depth));
    } else {
      colors.setColorStopAt(position, mixed(high, middle, depth));
    }
  }
  return colors;
}

/// All lines as one curve, with gaps between them.
QCPCurve* addLines(QCustomPlot& plot, const std::vector<ContourLine>& lines) {
  auto* curve = new QCPCurve(plot.xAxis, plot.yAxis);
  QVector<double> x;
  QVector<double> y;
  for (const ContourLine& line : lines) {
    for (const PlanePoint& point : line) {
      x << point.x;
      y << point.y;
    }
    x << std::numeric_limits<double>::quiet_NaN();
    y << std::numeric_limits<double>::quiet_NaN();
  }
  curve->setData(x, y);
  return curve;
}

} // namespace

DensityChart::DensityChart(QWidget* parent)
    : Chart(tr("Density of the faces"), QString(), QString(), parent),
      m_map(new QCPColorMap(plot().xAxis, plot().yAxis)), m_rectangle(new QCPItemRect(&plot())),
      m_note(new QCPItemText(&plot())), m_missing(new QCPItemText(&plot())), m_legend(new ChartLegend(plot(), 1)),
      m_worker(this) {
  setAccessibleDescription(tr("Return lists the images in view, Escape takes the choice back."));
  m_map->removeFromLegend();
  m_map->setInterpolate(true);
  m_map->setTightBoundary(true);
  m_rectangle->setVisible(false);
  m_rectangle->setSelectable(false);
  m_rectangle->setLayer(QStringLiteral("overlay"));
  m_note->position->setType(QCPItemPosition::ptAxisRectRatio);
  m_note->position->setCoords(0.5, 0.5);
  m_note->setSelectable(false);
  m_note->setText(tr("Computing the density…"));
  m_note->setVisible(false);
  m_missing->position->setType(QCPItemPosition::ptAxisRectRatio);
  m_missing->position->setCoords(0.01, 0.99);
  m_missing->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
  m_missing->setPadding(QMargins(4, 2, 4, 2));
  m_missing->setSelectable(false);
  m_missing->setVisible(false);
  plot().setSelectionRectMode(QCP::srmCustom);
  connect(plot().selectionRect(), &QCPSelectionRect::accepted, this, [this](const QRect& rect, QMouseEvent*) {
    const QRect drawn = rect.normalized();
    if (std::max(drawn.width(), drawn.height()) < 5) {
      clearSelection(); // a click
      return;
    }
    chooseIn({plot().xAxis->pixelToCoord(drawn.left()), plot().xAxis->pixelToCoord(drawn.right()),
              plot().yAxis->pixelToCoord(drawn.bottom()), plot().yAxis->pixelToCoord(drawn.top())});
  });
  DensityChart::restyle();
}

void DensityChart::showRequest(const DensityRequest& request) {
  m_waiting = request;
  if (!m_worker.running()) {
    compute();
  }
}

void DensityChart::setPicture(DensityPicture picture) {
  const bool moved = !m_picture || m_picture->request.result != picture.request.result ||
                     m_picture->request.x != picture.request.x || m_picture->request.y != picture.request.y;
  const bool otherImages = !m_picture || m_picture->request.images != picture.request.images;
  m_picture = std::move(picture);
  m_labels = classLabels(m_picture->request.result->model);
  m_note->setVisible(false);
  plot().xAxis->setLabel(axisName(m_picture->request.x, m_picture->xShare));
  plot().yAxis->setLabel(axisName(m_picture->request.y, m_picture->yShare));
  const int focus = m_picture->request.focus;
  setTitle(focus < 0 ? tr("Density of the faces by true emotion (lines round 50 % and 80 % of each)")
                     : tr("Density of %1 against the rest (lines round 50 % and 80 % of each)")
                           .arg(m_labels[static_cast<std::size_t>(focus)].name));
  showMissing();
  draw();
  if (moved) {
    clearSelection();
    fit();
  } else if (otherImages && m_rectangle->visible()) {
    chooseIn({m_rectangle->topLeft->key(), m_rectangle->bottomRight->key(), m_rectangle->bottomRight->value(),
              m_rectangle->topLeft->value()});
  }
}

bool DensityChart::hasRectangle() const { return m_rectangle->visible(); }

QString DensityChart::missing() const { return m_missing->visible() ? m_missing->text() : QString(); }

void DensityChart::showMissing() {
  std::vector<bool> occurs(m_labels.size(), false);
  for (const int image : m_picture->request.images) {
    occurs[static_cast<std::size_t>(m_picture->request.result->images[static_cast<std::size_t>(image)].actual)] = true;
  }
  for (const ClassContours& contours : m_picture->contours) {
    if (contours.classIndex >= 0) {
      occurs[static_cast<std::size_t>(contours.classIndex)] = false;
    }
  }
  QStringList missing;
  const int focus = m_picture->request.focus;
  for (std::size_t c = 0; c < occurs.size(); ++c) {
    if (occurs[c] && (focus < 0 || static_cast<int>(c) == focus)) {
      missing << m_labels[c].name;
    }
  }
  m_missing->setText(tr("Too few images for lines: %1").arg(missing.join(tr(", ", "between names of classes"))));
  m_missing->setVisible(!missing.isEmpty());
}

void DensityChart::setPointsVisible(bool visible) {
  m_pointsVisible = visible;
  draw();
}

void DensityChart::clear() {
  m_waiting.reset();
  m_worker.cancel();
  m_picture.reset();
  m_note->setVisible(false);
  m_missing->setVisible(false);
  clearSelection();
  draw();
}

void DensityChart::chooseIn(const PlaneRange& range) {
  if (!m_picture) {
    return;
  }
  m_rectangle->topLeft->setCoords(range.x0, range.y1);
  m_rectangle->bottomRight->setCoords(range.x1, range.y0);
  m_rectangle->setVisible(true);
  redraw();
  QVector<int> inside;
  for (const int image : m_picture->request.images) {
    const float x = m_picture->x[static_cast<std::size_t>(image)];
    const float y = m_picture->y[static_cast<std::size_t>(image)];
    if (x >= range.x0 && x <= range.x1 && y >= range.y0 && y <= range.y1) {
      inside << image;
    }
  }
  emit imagesSelected(inside);
}

void DensityChart::fit() {
  if (m_picture) {
    const PlaneRange& range = m_picture->map.range;
    plot().xAxis->setRange(range.x0, range.x1);
    plot().yAxis->setRange(range.y0, range.y1);
  }
  redraw();
}

void DensityChart::restyle() {
  Chart::restyle();
  const ThemeColors& theme = colors();
  plot().axisRect()->setBackground(theme.surface);
  for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) {
    axis->grid()->setVisible(false);
  }
  m_rectangle->setPen(QPen(theme.accent, 2));
  QColor veil = theme.accent;
  veil.setAlphaF(0.12F);
  m_rectangle->setBrush(veil);
  plot().selectionRect()->setPen(QPen(theme.accent, 1.5, Qt::DashLine));
  plot().selectionRect()->setBrush(veil);
  m_note->setFont(font());
  m_note->setColor(theme.mutedText);
  m_missing->setFont(font());
  m_missing->setColor(theme.mutedText);
  m_missing->setBrush(theme.surface); // lines go through the corner, too
  m_legend->arrange();
  draw();
}

void DensityChart::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    const QCPRange x = plot().xAxis->range();
    const QCPRange y = plot().yAxis->range();
    chooseIn({x.lower, x.upper, y.lower, y.upper});
  } else if (event->key() == Qt::Key_Escape && m_rectangle->visible()) {
    clearSelection();
  } else {
    Chart::keyPressEvent(event);
  }
}

void DensityChart::compute() {
  if (!m_picture) {
    m_note->setVisible(true);
    redraw();
  }
  m_worker.start([request = *std::exchange(m_waiting, std::nullopt),
                  cache = m_cache](const std::stop_token&) { return makeDensityPicture(request, *cache); },
                 [this](DensityPicture picture) {
                   if (m_waiting) {
                     compute();
                     return;
                   }
                   setPicture(std::move(picture));
                   emit shown();
                 },
                 [this](const QString& message) {
                   m_note->setVisible(false);
                   redraw();
                   emit failed(message);
                   if (m_waiting) {
                     compute();
                   }
                 });
}

void DensityChart::draw() {
  for (QCPAbstractPlottable* plottable : m_drawn) {
    plot().removePlottable(plottable);
  }
  m_drawn.clear();
  m_map->setVisible(m_picture.has_value());
  if (m_picture) {
    drawMap();
    if (m_pointsVisible) {
      drawPoints();
    }
    drawContours();
  }
  styleLegend();
  redraw();
}

void DensityChart::drawMap() {
  const DensityGrid& grid = m_picture->map;
  m_map->data()->setSize(grid.columns, grid.rows);
  m_map->data()->setRange({grid.range.x0, grid.range.x1}, {grid.range.y0, grid.range.y1});
  double most = 0;
  for (int row = 0; row < grid.rows; ++row) {
    for (int column = 0; column < grid.columns; ++column) {
      const double value = grid.at(column, row);
      m_map->data()->setCell(column, row, value);
      most = std::max(most, std::abs(value));
    }
  }
  const ThemeColors& theme = colors();
  const int focus = m_picture->request.focus;
  const QColor deep = mixed(theme.text, theme.surface, theme.dark ? 0.42 : 0.36);
  if (focus < 0) {
    m_map->setGradient(gradient(deep, theme.surface, deep, false));
    m_map->setDataRange({0, std::max(most, 1e-12)});
  } else {
    const QColor own = mixed(classColor(m_labels[static_cast<std::size_t>(focus)].emotion), theme.surface, 0.75);
    m_map->setGradient(gradient(deep, theme.surface, own, true));
    m_map->setDataRange({-std::max(most, 1e-12), std::max(most, 1e-12)});
  }
}

void DensityChart::drawContours() {
  for (const ClassContours& contours : m_picture->contours) {
    const bool rest = contours.classIndex < 0;
    const QColor color =
        rest ? colors().mutedText : classColor(m_labels[static_cast<std::size_t>(contours.classIndex)].emotion);
    QCPCurve* outer = addLines(plot(), contours.outer);
    outer->setPen(QPen(color, 1.2, Qt::DotLine));
    outer->removeFromLegend();
    QCPCurve* inner = addLines(plot(), contours.inner);
    inner->setPen(QPen(color, 2.4, rest ? Qt::DashLine : Qt::SolidLine));
    inner->setName(rest ? tr("The rest") : m_labels[static_cast<std::size_t>(contours.classIndex)].name);
    m_drawn.insert(m_drawn.end(), {outer, inner});
  }
}

void DensityChart::drawPoints() {
  const std::size_t classes = m_labels.size();
  std::vector<QVector<double>> x(classes);
  std::vector<QVector<double>> y(classes);
  for (const int image : m_picture->request.images) {
    const auto index = static_cast<std::size_t>(image);
    const auto own = static_cast<std::size_t>(m_picture->request.result->images[index].actual);
    x[own] << m_picture->x[index];
    y[own] << m_picture->y[index];
  }
  const int focus = m_picture->request.focus;
  for (std::size_t c = 0; c < classes; ++c) {
    const bool rest = focus >= 0 && static_cast<int>(c) != focus;
    QColor color = rest ? colors().mutedText : classColor(m_labels[c].emotion);
    color.setAlphaF(rest ? 0.3F : 0.6F);
    QCPGraph* graph = plot().addGraph();
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, 4));
    graph->setData(x[c], y[c]);
    graph->removeFromLegend();
    m_drawn.push_back(graph);
  }
}

void DensityChart::clearSelection() {
  if (m_rectangle->visible()) {
    m_rectangle->setVisible(false);
    redraw();
    emit imagesSelected({});
  }
}

QString DensityChart::axisName(const DensityAxis& axis, double share) const {
  const QString percent = percentText(share, 0);
  switch (axis.kind) {
  case DensityAxis::Kind::Principal:
    return axis.index == 0 ? tr("First principal component (%1 of the variance)").arg(percent)
                           : tr("Second principal component (%1 of the variance)").arg(percent);
  case DensityAxis::Kind::Discriminant:
    return axis.index == 0 ? tr("First discriminant (%1 of the separation)").arg(percent)
                           : tr("Second discriminant (%1 of the separation)").arg(percent);
  default:
    return tr("Probability of %1").arg(m_labels[static_cast<std::size_t>(axis.index)].name);
  }
}

} // namespace mien::ui
