#pragma once

#include <QProxyStyle>

namespace mien::ui {

/// Fusion with boxes and circles of checks that can be made out in the dark as well.
class Style : public QProxyStyle {
  Q_OBJECT

public:
  Style();

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
};

} // namespace mien::ui
