#include "ui/look/style.h"

#include "ui/look/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace mien::ui {

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
  QProxyStyle::drawPrimitive(element, option, painter, widget);
  const bool box = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
  if (!box && element != PE_IndicatorRadioButton) {
    return;
  }
  const ThemeColors& colors = Theme::instance().colors();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(mixed(colors.text, colors.surface, option->state.testFlag(State_Enabled) ? 0.55 : 0.3));
  painter->setBrush(Qt::NoBrush);
  const QRectF outline = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
  if (box) {
    constexpr double kRadius = 2;
    painter->drawRoundedRect(outline, kRadius, kRadius);
  } else {
    painter->drawEllipse(outline);
  }
  painter->restore();
}

} // namespace mien::ui
