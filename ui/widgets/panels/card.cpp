#include "ui/widgets/panels/card.h"

#include "ui/look/theme.h"

#include <QPainter>

namespace mien::ui {

Card::Card(QWidget* parent) : QWidget(parent) {
  setBackgroundRole(QPalette::Base);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Card::paintEvent(QPaintEvent* /*event*/) {
  constexpr double kRadius = 6;
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(colors.grid);
  painter.setBrush(colors.surface);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

} // namespace mien::ui
