#include "ui/look/focus_ring.h"

#include "ui/look/theme.h"

#include <QFocusEvent>
#include <QPainter>

namespace mien::ui {

FocusRing::FocusRing(QWidget* framed) : QWidget(framed) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  hide();
  framed->installEventFilter(this);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
  case QEvent::FocusIn: {
    const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
    setVisible(reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason);
    setGeometry(parentWidget()->rect());
    raise();
    break;
  }
  case QEvent::FocusOut:
    hide();
    break;
  case QEvent::Resize:
    setGeometry(parentWidget()->rect());
    break;
  default:
    break;
  }
  return QWidget::eventFilter(watched, event);
}

void FocusRing::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setPen(QPen(Theme::instance().colors().accent, 2));
  painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

} // namespace mien::ui
