#include "ui/window/navigation/navigation_button.h"

#include "ui/look/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace mien::ui {

NavigationButton::NavigationButton(QAction* action, QWidget* parent) : QAbstractButton(parent) {
  setCheckable(true);
  setFocusPolicy(Qt::TabFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); // as wide as the widest
  setText(action->iconText());
  setIcon(action->icon());
  setChecked(action->isChecked());
  setAccessibleName(action->iconText());
  setToolTip(tr("%1 (%2)", "what it is, its shortcut")
                 .arg(action->iconText(), action->shortcut().toString(QKeySequence::NativeText)));
  connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
  connect(action, &QAction::toggled, this, &QAbstractButton::setChecked);
}

QSize NavigationButton::sizeHint() const {
  const int line = fontMetrics().height();
  return {std::max(line * 5, fontMetrics().horizontalAdvance(text()) + line * 3 / 2), line * 4};
}

void NavigationButton::paintEvent(QPaintEvent* /*event*/) {
  constexpr int kBar = 3;
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (isChecked()) {
    painter.fillRect(rect(), mixed(colors.accent, colors.window, 0.16));
    painter.fillRect(QRect(0, 0, kBar, height()), colors.accent);
  } else if (underMouse()) {
    painter.fillRect(rect(), mixed(colors.text, colors.window, 0.06));
  }
  if (hasFocus()) {
    painter.setPen(QPen(colors.accent, 1.5));
    painter.drawRoundedRect(QRectF(rect()).adjusted(5, 2, -3, -2), 4, 4);
  }
  const int line = fontMetrics().height();
  const int side = line * 3 / 2;
  const int top = (height() - side - line - 4) / 2;
  icon().paint(&painter, QRect((width() - side) / 2, top, side, side));
  painter.setPen(isChecked() ? colors.text : mixed(colors.text, colors.mutedText, 0.5));
  painter.drawText(QRect(0, top + side + 4, width(), line), Qt::AlignCenter, text());
}

void NavigationButton::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
    event->ignore(); // the rail moves along its buttons, which a button group would do without triggering
  } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    click();
  } else {
    QAbstractButton::keyPressEvent(event);
  }
}

} // namespace mien::ui
