#include "ui/window/navigation/navigation_rail.h"

#include "ui/look/theme.h"
#include "ui/window/navigation/navigation_button.h"

#include <QAction>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace mien::ui {

NavigationRail::NavigationRail(QWidget* parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_buttons(new QButtonGroup(this)) {
  m_layout->setContentsMargins(0, 6, 1, 6);
  m_layout->setSpacing(2);
  m_layout->addStretch();
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
  setAccessibleName(tr("Workspaces"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void NavigationRail::addPage(QAction* action) {
  auto* button = new NavigationButton(action, this);
  m_buttons->addButton(button);
  m_layout->insertWidget(m_layout->count() - 1, button);
}

void NavigationRail::paintEvent(QPaintEvent* /*event*/) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.fillRect(rect(), colors.dark ? colors.window.darker(115) : colors.window.darker(104));
  painter.fillRect(QRect(width() - 1, 0, 1, height()), colors.grid);
}

void NavigationRail::keyPressEvent(QKeyEvent* event) {
  const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
  const QList<QAbstractButton*> buttons = m_buttons->buttons();
  const auto place = buttons.indexOf(qobject_cast<QAbstractButton*>(focusWidget()));
  if (step == 0 || place < 0) {
    QWidget::keyPressEvent(event);
    return;
  }
  QAbstractButton* next = buttons[(place + step + buttons.size()) % buttons.size()];
  next->setFocus(Qt::TabFocusReason);
  next->click();
}

} // namespace mien::ui
