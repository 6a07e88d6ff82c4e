#include "ui/widgets/inputs/wheel_guard.h"

#include <QEvent>
#include <QWidget>

namespace mien::ui {

void WheelGuard::protect(QWidget* editor) {
  editor->setFocusPolicy(Qt::StrongFocus);
  editor->installEventFilter(new WheelGuard(editor));
}

bool WheelGuard::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
    event->ignore();
    return true;
  }
  return QObject::eventFilter(watched, event);
}

} // namespace mien::ui
