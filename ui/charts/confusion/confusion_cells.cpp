#include "ui/charts/confusion/confusion_cells.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace mien::ui {

namespace {

/// WCAG's relative luminance.
double luminance(const QColor& color) {
  const auto linear = [](double value) {
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const double brighter = std::max(luminance(a), luminance(b));
  const double darker = std::min(luminance(a), luminance(b));
  return (brighter + 0.05) / (darker + 0.05);
}

} // namespace

QRectF ConfusionCells::cellRect(int row, int column) const {
  const QPointF a(mParentPlot->xAxis->coordToPixel(column - 0.5), mParentPlot->yAxis->coordToPixel(row - 0.5));
  const QPointF b(mParentPlot->xAxis->coordToPixel(column + 0.5), mParentPlot->yAxis->coordToPixel(row + 0.5));
  return QRectF(a, b).normalized();
}

QFont ConfusionCells::fittingFont() const {
  QFont font = mParentPlot->font();
  const QRectF cell = cellRect(0, 0);
  double widest = 1;
  const QFontMetricsF metrics(font);
  for (const QString& text : texts) {
    widest = std::max(widest, metrics.horizontalAdvance(text));
  }
  const double factor = std::min({1.0, 0.86 * cell.width() / widest, 0.8 * cell.height() / metrics.height()});
  if (font.pixelSize() > 0) {
    font.setPixelSize(std::max(1, static_cast<int>(font.pixelSize() * factor)));
  } else {
    font.setPointSizeF(std::max(1.0, font.pointSizeF() * factor));
  }
  return font;
}

void ConfusionCells::draw(QCPPainter* painter) {
  if (classes == 0) {
    return;
  }
  painter->setFont(fittingFont());
  painter->setAntialiasing(false);
  for (int row = 0; row < classes; ++row) {
    for (int column = 0; column < classes; ++column) {
      const auto index = static_cast<std::size_t>(row * classes + column);
      // The square root tells small shares apart, in which the errors hide.
      const QColor fill = mixed(colors.accent, colors.surface, 0.04 + 0.96 * std::pow(shares[index], 0.6));
      const QRectF rect = cellRect(row, column).adjusted(1, 1, -1, -1);
      painter->fillRect(rect, fill);
      const QColor light = colors.dark ? colors.text : colors.surface;
      const QColor dark = colors.dark ? colors.window : colors.text;
      painter->setPen(contrast(light, fill) > contrast(dark, fill) ? light : dark);
      painter->drawText(rect, Qt::AlignCenter, texts[static_cast<qsizetype>(index)]);
    }
  }
  painter->setBrush(Qt::NoBrush);
  for (const auto& [cell, pen] :
       {std::pair(hovered, QPen(colors.mutedText, 2)), std::pair(current, QPen(colors.text, 3))}) {
    if (cell.x() >= 0) {
      painter->setPen(pen);
      painter->drawRect(cellRect(cell.y(), cell.x()).adjusted(2, 2, -3, -3));
    }
  }
}

} // namespace mien::ui
