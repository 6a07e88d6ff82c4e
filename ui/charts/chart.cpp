#include "ui/charts/chart.h"

#include "ui/charts/chart_export.h"
#include "ui/look/focus_ring.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>

namespace mien::ui {

namespace {

void styleAxis(QCPAxis& axis, const ThemeColors& colors, const QFont& font) {
  axis.setLabelFont(font);
  axis.setTickLabelFont(font);
  axis.setLabelColor(colors.mutedText);
  axis.setTickLabelColor(colors.mutedText);
  axis.setBasePen(QPen(colors.grid, 1));
  axis.setTickPen(QPen(colors.grid, 1));
  axis.setSubTickPen(Qt::NoPen);
  axis.setTickLengthIn(0);
  axis.setTickLengthOut(4);
  axis.setLabelPadding(6);
  axis.grid()->setPen(QPen(mixed(colors.grid, colors.surface, 0.7), 1));
  axis.grid()->setZeroLinePen(Qt::NoPen);
  axis.grid()->setSubGridVisible(false);
}

} // namespace

Chart::Chart(const QString& title, const QString& xLabel, const QString& yLabel, QWidget* parent)
    : QWidget(parent), m_title(title), m_plot(new QCustomPlot(this)), m_titleElement(new QCPTextElement(m_plot)) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(title);
  new FocusRing(this);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_plot);

  m_plot->setFocusProxy(this);
  m_plot->setContextMenuPolicy(Qt::CustomContextMenu);
  m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  m_plot->setNoAntialiasingOnDrag(true);
  m_plot->installEventFilter(this);
  m_plot->setMinimumSize(180, 110);           // two of them stand one above the other in a window 640 px high
  m_plot->axisRect()->setMinimumSize(50, 20); // where it is low the drawing gives way, not the words
  m_plot->xAxis->setLabel(xLabel);
  m_plot->yAxis->setLabel(yLabel);
  m_plot->plotLayout()->insertRow(0);
  m_plot->plotLayout()->addElement(0, 0, m_titleElement);
  m_titleElement->setText(title);
  m_titleElement->setVisible(!title.isEmpty());

  connect(m_plot, &QCustomPlot::mouseDoubleClick, this, &Chart::fit);
  connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
    if ((event->buttons() & Qt::LeftButton) != 0 && m_plot->interactions().testFlag(QCP::iRangeDrag)) {
      viewMoved();
    }
    hover(event->position());
  });
  connect(m_plot, &QCustomPlot::mouseWheel, this, [this](QWheelEvent*) { viewMoved(); });
  connect(m_plot, &QCustomPlot::customContextMenuRequested, this, &Chart::showMenu);
  connect(&Theme::instance(), &Theme::changed, this, [this] { restyle(); });
  Chart::restyle();
}

void Chart::setTitle(const QString& title) {
  m_title = title;
  setAccessibleName(title);
  m_titleElement->setText(title);
  m_titleElement->setVisible(!title.isEmpty());
  redraw();
}

void Chart::setFixedTheme(bool dark) {
  m_fixedColors = themeColors(dark);
  restyle();
}

const ThemeColors& Chart::colors() const { return m_fixedColors ? *m_fixedColors : Theme::instance().colors(); }

QColor Chart::classColor(int emotion) const { return emotionColor(emotion, colors().dark); }

void Chart::restyle() {
  const ThemeColors& theme = colors();
  QFont titleFont = font();
  titleFont.setBold(true);
  m_titleElement->setFont(titleFont);
  m_titleElement->setTextColor(theme.text);
  m_titleElement->setMargins(QMargins(0, 6, 0, 2));
  m_plot->setBackground(theme.surface);
  for (QCPAxisRect* rect : m_plot->axisRects()) {
    for (QCPAxis* axis : rect->axes()) {
      styleAxis(*axis, theme, font());
    }
  }
  m_plot->legend->setBrush(Qt::NoBrush);
  m_plot->legend->setBorderPen(Qt::NoPen);
  styleLegend();
  redraw();
}

void Chart::styleLegend() {
  for (int i = 0; i < m_plot->legend->itemCount(); ++i) {
    if (QCPAbstractLegendItem* item = m_plot->legend->item(i)) { // a last row that is not full has empty cells
      item->setFont(font());
      item->setTextColor(colors().text);
      item->setMargins(QMargins(0, 1, 0, 4)); // QCustomPlot clips the tails of letters otherwise
    }
  }
}

void Chart::hover(const QPointF& /*pixel*/) {}

void Chart::hoverEnd() {}

void Chart::viewMoved() {}

void Chart::redraw() { m_plot->replot(QCustomPlot::rpQueuedReplot); }

bool Chart::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_plot && event->type() == QEvent::Leave) {
    hoverEnd();
  }
  return QWidget::eventFilter(watched, event);
}

void Chart::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
  case Qt::Key_Left:
    return pan(-0.1, 0);
  case Qt::Key_Right:
    return pan(0.1, 0);
  case Qt::Key_Up:
    return pan(0, 0.1);
  case Qt::Key_Down:
    return pan(0, -0.1);
  case Qt::Key_Plus:
  case Qt::Key_Equal:
    return zoom(1 / 1.25);
  case Qt::Key_Minus:
    return zoom(1.25);
  case Qt::Key_Home:
    return fit();
  case Qt::Key_Menu:
    return showMenu(m_plot->rect().center());
  default:
    QWidget::keyPressEvent(event);
  }
}

void Chart::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange) {
    restyle();
  }
  QWidget::changeEvent(event);
}

void Chart::zoom(double factor) {
  if (!m_plot->interactions().testFlag(QCP::iRangeZoom)) {
    return;
  }
  m_plot->xAxis->scaleRange(factor);
  m_plot->yAxis->scaleRange(factor);
  viewMoved();
  redraw();
}

void Chart::pan(double x, double y) {
  if (!m_plot->interactions().testFlag(QCP::iRangeZoom)) {
    return;
  }
  m_plot->xAxis->moveRange(x * m_plot->xAxis->range().size());
  m_plot->yAxis->moveRange(y * m_plot->yAxis->range().size());
  viewMoved();
  redraw();
}

void Chart::showMenu(const QPoint& position) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  extendMenu(*menu);
  addExportActions(*menu, *this);
  menu->popup(m_plot->mapToGlobal(position));
}

} // namespace mien::ui
