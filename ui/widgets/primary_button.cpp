#include "ui/widgets/primary_button.h"

#include "ui/support/icons.h"
#include "ui/support/theme.h"

#include <QEvent>
#include <QGuiApplication>

namespace mien::ui {

PrimaryButton::PrimaryButton(const char* iconName, const QString& text, QWidget* parent)
    : QPushButton(text, parent), m_iconName(iconName) {
  connect(&Theme::instance(), &Theme::changed, this, &PrimaryButton::restyle);
  restyle();
}

void PrimaryButton::changeEvent(QEvent* event) {
  if (event->type() == QEvent::EnabledChange) {
    restyle();
  }
  QPushButton::changeEvent(event);
}

void PrimaryButton::restyle() {
  if (!isEnabled()) {
    setPalette({});
    setIcon(ui::icon(m_iconName));
    return;
  }
  const QPalette application = QGuiApplication::palette();
  QPalette colors = application;
  colors.setColor(QPalette::Button, application.color(QPalette::Highlight));
  colors.setColor(QPalette::ButtonText, application.color(QPalette::HighlightedText));
  setPalette(colors);
  setIcon(ui::icon(m_iconName, application.color(QPalette::HighlightedText)));
}

} // namespace mien::ui
