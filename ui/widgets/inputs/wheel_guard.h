#pragma once

#include <QObject>

class QWidget;

namespace mien::ui {

/// Keeps the wheel for scrolling: an editor without the keyboard's focus must not change when it happens to come under
/// the mouse.
class WheelGuard : public QObject {
  Q_OBJECT

public:
  static void protect(QWidget* editor);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  using QObject::QObject;
};

} // namespace mien::ui
