#pragma once

#include <QColor>
#include <QImage>
#include <QRect>
#include <QWidget>

#include <cstdlib>

namespace mien::test {

// What a picture shows, by its pixels. All pictures have one pixel a point (as offscreen).

inline QImage drawn(QWidget& widget) { return widget.grab().toImage().convertToFormat(QImage::Format_ARGB32); }

/// Equal but for rounding.
inline bool alike(const QColor& a, const QColor& b, int tolerance = 2) {
  return std::abs(a.red() - b.red()) <= tolerance && std::abs(a.green() - b.green()) <= tolerance &&
         std::abs(a.blue() - b.blue()) <= tolerance;
}

/// The smallest rectangle round the pixels of a colour, within `area`; null without any.
inline QRect boxOfColor(const QImage& image, const QColor& color, const QRect& area, int tolerance = 2) {
  QRect box;
  const QRect inside = area.intersected(image.rect());
  for (int y = inside.top(); y <= inside.bottom(); ++y) {
    for (int x = inside.left(); x <= inside.right(); ++x) {
      if (alike(image.pixelColor(x, y), color, tolerance)) {
        box = box.united(QRect(x, y, 1, 1));
      }
    }
  }
  return box;
}
inline QRect boxOfColor(const QImage& image, const QColor& color) { return boxOfColor(image, color, image.rect()); }

/// The smallest rectangle round the pixels in which two pictures of one size differ; null when they do not.
inline QRect changedBox(const QImage& before, const QImage& after) {
  QRect box;
  for (int y = 0; y < before.height(); ++y) {
    for (int x = 0; x < before.width(); ++x) {
      if (before.pixel(x, y) != after.pixel(x, y)) {
        box = box.united(QRect(x, y, 1, 1));
      }
    }
  }
  return box;
}

} // namespace mien::test
