#include "tests/tour/tour_checks.h"

#include "ui/widgets/elided_label.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QLabel>

namespace mien::ui::test {

namespace {

QString describe(const QWidget& widget, const QString& text) {
  return QStringLiteral("%1 \"%2\" %3x%4, needs %5x%6")
      .arg(QLatin1String(widget.metaObject()->className()), text)
      .arg(widget.width())
      .arg(widget.height())
      .arg(widget.minimumSizeHint().width())
      .arg(widget.minimumSizeHint().height());
}

bool scrolls(const QWidget& widget, const QWidget& window) {
  for (const QWidget* parent = widget.parentWidget(); parent != nullptr && parent != &window;
       parent = parent->parentWidget()) {
    if (qobject_cast<const QAbstractScrollArea*>(parent) != nullptr) {
      return true;
    }
  }
  return false;
}

} // namespace

QStringList clippedTexts(const QWidget& window) {
  QStringList found;
  for (const auto* label : window.findChildren<QLabel*>()) {
    if (label->isVisible() && !label->text().isEmpty() && qobject_cast<const ElidedLabel*>(label) == nullptr &&
        (label->width() < label->minimumSizeHint().width() ||
         label->height() <
             (label->wordWrap() ? label->heightForWidth(label->width()) : label->minimumSizeHint().height()))) {
      found.append(describe(*label, label->text()));
    }
  }
  for (const auto* button : window.findChildren<QAbstractButton*>()) {
    if (button->isVisible() && !button->text().isEmpty() && button->width() < button->minimumSizeHint().width()) {
      found.append(describe(*button, button->text()));
    }
  }
  return found;
}

QStringList widgetsOutside(const QWidget& window) {
  QStringList found;
  for (const auto* widget : window.findChildren<QWidget*>()) {
    const bool matters = qobject_cast<const QLabel*>(widget) != nullptr ||
                         qobject_cast<const QAbstractButton*>(widget) != nullptr ||
                         qobject_cast<const QComboBox*>(widget) != nullptr;
    if (!matters || !widget->isVisible() || widget->window() != &window || scrolls(*widget, window)) {
      continue;
    }
    const QRect place(widget->mapTo(&window, QPoint(0, 0)), widget->size());
    if (!window.rect().contains(place)) {
      found.append(describe(*widget, widget->accessibleName() + widget->objectName()));
    }
  }
  return found;
}

} // namespace mien::ui::test
