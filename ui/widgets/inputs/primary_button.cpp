#include "ui/widgets/inputs/primary_button.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>

namespace mien::ui {

PrimaryButton::PrimaryButton(const char* iconName, const QString& text, QWidget* parent)
    : QPushButton(text, parent), m_iconName(iconName) {
  setAttribute(Qt::WA_Hover);
  connect(&Theme::instance(), &Theme::changed, this, &PrimaryButton::restyle);
  restyle();
}

void PrimaryButton::changeEvent(QEvent* event) {
  if (event->type() == QEvent::EnabledChange) {
    restyle();
  }
  QPushButton::changeEvent(event);
}

void PrimaryButton::paintEvent(QPaintEvent* event) {
  if (!isEnabled()) {
    QPushButton::paintEvent(event);
    return;
  }
  // By hand: the style would make the accent too pale for the text on it.
  constexpr double kRadius = 2.5;
  const QColor accent = Theme::instance().colors().accent;
  const QColor onAccent = QGuiApplication::palette().color(QPalette::HighlightedText);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(isDown() ? mixed(Qt::black, accent, 0.2) : underMouse() ? mixed(Qt::white, accent, 0.12) : accent);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
  if (hasFocus()) {
    painter.setPen(QPen(onAccent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5), kRadius, kRadius);
  }
  QStyleOptionButton option;
  initStyleOption(&option);
  option.palette.setColor(QPalette::ButtonText, onAccent);
  style()->drawControl(QStyle::CE_PushButtonLabel, &option, &painter, this);
}

void PrimaryButton::restyle() {
  setIcon(isEnabled() ? ui::icon(m_iconName, QGuiApplication::palette().color(QPalette::HighlightedText))
                      : ui::icon(m_iconName));
  update();
}

} // namespace mien::ui
