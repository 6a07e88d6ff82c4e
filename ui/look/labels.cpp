#include "ui/look/labels.h"

namespace mien::ui {

QLabel* makeTitle(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setFont(scaledFont(*label, 1.6, QFont::DemiBold));
  label->setTextFormat(Qt::PlainText);
  return label;
}

QLabel* makeHeading(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setFont(scaledFont(*label, 1.1, QFont::DemiBold));
  label->setTextFormat(Qt::PlainText);
  return label;
}

QLabel* makeMuted(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setForegroundRole(QPalette::PlaceholderText);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

QFont scaledFont(const QWidget& widget, double factor, QFont::Weight weight) {
  QFont font = widget.font();
  if (font.pointSizeF() > 0) {
    font.setPointSizeF(font.pointSizeF() * factor);
  } else {
    font.setPixelSize(qRound(font.pixelSize() * factor));
  }
  font.setWeight(weight);
  return font;
}

} // namespace mien::ui
