#include "ui/charts/confusion/confusion_chart.h"

#include "ui/charts/confusion/confusion_cells.h"
#include "ui/text/percent_text.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QLocale>
#include <QToolTip>

#include <algorithm>

namespace mien::ui {

namespace {

constexpr QPoint kNone{-1, -1};

double rowShare(const Metrics& metrics, int actual, int predicted) {
  const std::size_t support = metrics.perClass[static_cast<std::size_t>(actual)].support;
  return support == 0 ? 0.0
                      : static_cast<double>(metrics.confusionAt(actual, predicted)) / static_cast<double>(support);
}

} // namespace

ConfusionChart::ConfusionChart(QWidget* parent)
    : Chart(tr("Confusion matrix"), tr("Predicted"), tr("True"), parent), m_cells(new ConfusionCells(&plot())) {
  setAccessibleDescription(tr("Arrow keys walk through the cells, Return shows the images of a cell."));
  plot().setInteractions({});
  plot().yAxis->setRangeReversed(true);
  for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) {
    axis->grid()->setVisible(false);
    axis->setTicker(QSharedPointer<QCPAxisTickerText>(new QCPAxisTickerText));
  }
  connect(&plot(), &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
    m_pressed = event->button() == Qt::LeftButton ? cellAt(event->position()) : kNone;
  });
  connect(&plot(), &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
    if (m_pressed != kNone && cellAt(event->position()) == m_pressed) {
      choose(m_pressed);
    }
    m_pressed = kNone;
  });
  connect(&plot(), &QCustomPlot::beforeReplot, this, &ConfusionChart::arrangeLabels);
  ConfusionChart::restyle();
}

void ConfusionChart::setMatrix(const Metrics& metrics, const std::vector<ClassLabel>& labels) {
  m_metrics = metrics;
  m_labels = labels;
  auto across = QSharedPointer<QCPAxisTickerText>(new QCPAxisTickerText);
  auto down = QSharedPointer<QCPAxisTickerText>(new QCPAxisTickerText);
  for (int i = 0; i < metrics.classes; ++i) {
    across->addTick(i, labels[static_cast<std::size_t>(i)].name);
    down->addTick(i, labels[static_cast<std::size_t>(i)].name);
  }
  plot().xAxis->setTicker(across);
  plot().yAxis->setTicker(down);
  m_cells->classes = metrics.classes;
  if (std::max(m_current.x(), m_current.y()) >= metrics.classes) {
    m_current = kNone;
  }
  setRowShares(m_shares);
  fit();
}

void ConfusionChart::setRowShares(bool shares) {
  m_shares = shares;
  setTitle(shares ? tr("Confusion matrix, percent of each true class") : tr("Confusion matrix, images"));
  m_cells->texts.clear();
  m_cells->shares.clear();
  for (int row = 0; row < m_metrics.classes; ++row) {
    for (int column = 0; column < m_metrics.classes; ++column) {
      m_cells->texts << cellText(row, column);
      m_cells->shares.push_back(rowShare(m_metrics, row, column));
    }
  }
  redraw();
}

void ConfusionChart::setCurrentCell(int actual, int predicted) {
  m_current = {predicted, actual};
  m_cells->current = m_current;
  redraw();
}

QPointF ConfusionChart::cellCenter(int actual, int predicted) const {
  return {plot().xAxis->coordToPixel(predicted), plot().yAxis->coordToPixel(actual)};
}

QString ConfusionChart::cellText(int actual, int predicted) const {
  return m_shares ? QLocale().toString(100 * rowShare(m_metrics, actual, predicted), 'f', 1)
                  : QLocale().toString(static_cast<qulonglong>(m_metrics.confusionAt(actual, predicted)));
}

QString ConfusionChart::explanation(int actual, int predicted) const {
  const QString images = QLocale().toString(static_cast<qulonglong>(m_metrics.confusionAt(actual, predicted)));
  const QString share = percentText(rowShare(m_metrics, actual, predicted));
  const QString& truth = m_labels[static_cast<std::size_t>(actual)].name;
  const QString& answer = m_labels[static_cast<std::size_t>(predicted)].name;
  //: %2 is a number of images, %3 its share
  return actual == predicted ? tr("%1, recognised: %2 (%3 of the class)").arg(truth, images, share)
                             //: %3 is a number of images, %4 its share
                             : tr("%1 taken for %2: %3 (%4 of the class)").arg(truth, answer, images, share);
}

void ConfusionChart::fit() {
  const double end = m_metrics.classes - 0.5;
  plot().xAxis->setRange(-0.5, std::max(end, 0.5));
  plot().yAxis->setRange(-0.5, std::max(end, 0.5));
  redraw();
}

void ConfusionChart::restyle() {
  Chart::restyle();
  m_cells->colors = colors();
  for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) {
    axis->setBasePen(Qt::NoPen);
    axis->setTickPen(Qt::NoPen);
    axis->setTickLength(0, 0);
    axis->setTickLabelColor(colors().text);
  }
}

void ConfusionChart::hover(const QPointF& pixel) {
  const QPoint cell = cellAt(pixel);
  if (cell == m_cells->hovered) {
    return;
  }
  m_cells->hovered = cell;
  plot().setCursor(cell == kNone ? Qt::ArrowCursor : Qt::PointingHandCursor);
  if (cell == kNone) {
    QToolTip::hideText();
  } else {
    QToolTip::showText(plot().mapToGlobal(pixel.toPoint()), explanation(cell.y(), cell.x()), &plot());
  }
  redraw();
}

void ConfusionChart::hoverEnd() {
  m_cells->hovered = kNone;
  redraw();
}

void ConfusionChart::keyPressEvent(QKeyEvent* event) {
  const int classes = m_metrics.classes;
  QPoint step;
  switch (event->key()) {
  case Qt::Key_Left:
    step = {-1, 0};
    break;
  case Qt::Key_Right:
    step = {1, 0};
    break;
  case Qt::Key_Up:
    step = {0, -1};
    break;
  case Qt::Key_Down:
    step = {0, 1};
    break;
  case Qt::Key_Return:
  case Qt::Key_Enter:
  case Qt::Key_Space:
    if (m_current != kNone) {
      choose(m_current);
    }
    return;
  default:
    Chart::keyPressEvent(event);
    return;
  }
  if (classes == 0) {
    return;
  }
  const QPoint cell = m_current == kNone ? QPoint() : m_current + step;
  setCurrentCell(std::clamp(cell.y(), 0, classes - 1), std::clamp(cell.x(), 0, classes - 1));
  setAccessibleDescription(explanation(m_current.y(), m_current.x()));
  QToolTip::showText(plot().mapToGlobal(cellCenter(m_current.y(), m_current.x()).toPoint()),
                     explanation(m_current.y(), m_current.x()), &plot());
}

QPoint ConfusionChart::cellAt(const QPointF& pixel) const {
  if (!plot().axisRect()->rect().contains(pixel.toPoint())) {
    return kNone;
  }
  const QPoint cell(qRound(plot().xAxis->pixelToCoord(pixel.x())), qRound(plot().yAxis->pixelToCoord(pixel.y())));
  const bool inside = std::min(cell.x(), cell.y()) >= 0 && std::max(cell.x(), cell.y()) < m_metrics.classes;
  return inside ? cell : kNone;
}

void ConfusionChart::choose(QPoint cell) {
  setCurrentCell(cell.y(), cell.x());
  emit cellClicked(cell.y(), cell.x());
}

void ConfusionChart::arrangeLabels() {
  int widest = 0;
  for (const ClassLabel& label : m_labels) {
    widest = std::max(widest, QFontMetrics(font()).horizontalAdvance(label.name));
  }
  const QMargins margins = plot().axisRect()->margins(); // of the last layout; they hardly change
  const int width = plot().viewport().width() - margins.left() - margins.right();
  const int room = width / std::max(1, m_metrics.classes);
  plot().xAxis->setTickLabelRotation(widest + 8 > room ? -40 : 0);
}

} // namespace mien::ui
