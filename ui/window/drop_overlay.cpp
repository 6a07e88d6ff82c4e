#include "ui/window/drop_overlay.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/theme.h"

#include <QPainter>

namespace mien::ui {

DropOverlay::DropOverlay(QWidget* window) : QWidget(window) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  hide();
}

void DropOverlay::showFor(const QString& text) {
  m_text = text;
  setGeometry(parentWidget()->rect());
  raise();
  show();
}

void DropOverlay::paintEvent(QPaintEvent* /*event*/) {
  constexpr int kMargin = 16;
  constexpr double kRadius = 12;
  const ThemeColors& colors = Theme::instance().colors();
  QColor veil = colors.window;
  veil.setAlphaF(0.88F);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), veil);
  painter.setPen(QPen(colors.accent, 2, Qt::DashLine));
  painter.drawRoundedRect(QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin), kRadius, kRadius);
  const int side = fontMetrics().height() * 3;
  const QRect picture((width() - side) / 2, height() / 2 - side, side, side);
  icon("drop", colors.accent).paint(&painter, picture);
  painter.setPen(colors.text);
  painter.setFont(scaledFont(*this, 1.3, QFont::DemiBold));
  painter.drawText(QRect(0, picture.bottom() + kMargin, width(), side), Qt::AlignHCenter | Qt::AlignTop, m_text);
}

} // namespace mien::ui
