#include "ui/pages/live/overlay.h"

#include "ui/pages/live/face_text.h"
#include "ui/support/theme.h"

#include <QPainter>

#include <algorithm>

namespace mien::ui {

namespace {

QColor plateColor() {
  QColor plate = themeColors(true).window;
  plate.setAlphaF(0.85F);
  return plate;
}

void drawBox(QPainter& painter, const QRectF& box, const QColor& color, bool strong, bool carried) {
  const double width = strong ? 3.5 : 2;
  const double radius = std::min(8.0, box.width() / 8);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(plateColor(), width + 2.5)); // a dark rim, for light pictures
  painter.drawRoundedRect(box, radius, radius);
  QPen pen(color, width);
  if (carried) {
    pen.setDashPattern({4, 3});
  }
  painter.setPen(pen);
  painter.drawRoundedRect(box, radius, radius);
}

/// Above the box where there is room, else below it or inside; never beyond the picture.
QRectF platePlace(const QRectF& box, const QSizeF& size, const QRectF& picture) {
  const double gap = 5;
  double top = box.top() - gap - size.height();
  if (top < picture.top()) {
    const bool below = box.bottom() + gap + size.height() <= picture.bottom();
    top = below ? box.bottom() + gap : std::max(picture.top(), box.top() + gap);
  }
  const double left =
      std::clamp(box.left() - 1, picture.left(), std::max(picture.left(), picture.right() - size.width()));
  return {QPointF(left, top), size};
}

void drawPlate(QPainter& painter, const QRectF& plate, const QString& text, const QColor& bar, bool strong) {
  const double pad = painter.fontMetrics().height() * 0.35;
  painter.setPen(strong ? QPen(bar, 1.5) : QPen(Qt::NoPen));
  painter.setBrush(plateColor());
  painter.drawRoundedRect(plate, 4, 4);
  painter.setPen(Qt::NoPen);
  painter.setBrush(bar);
  painter.drawRoundedRect(
      QRectF(plate.left() + pad * 0.6, plate.top() + pad * 0.8, pad * 0.7, plate.height() - pad * 1.6), 2, 2);
  painter.setPen(themeColors(true).text);
  painter.drawText(plate.adjusted(pad * 2, 0, -pad, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
}

} // namespace

QRectF placedBox(const cv::Rect2f& box, const cv::Size& frame, const QRectF& picture, bool mirrored) {
  const double x = picture.width() / std::max(1, frame.width);
  const double y = picture.height() / std::max(1, frame.height);
  const double left = mirrored ? frame.width - box.x - box.width : box.x;
  return {picture.left() + left * x, picture.top() + box.y * y, box.width * x, box.height * y};
}

void drawFaces(QPainter& painter, const LiveResult& result, const cv::Size& frame, const QRectF& picture,
               const OverlayStyle& style) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(picture);
  QFont font = painter.font();
  font.setWeight(QFont::DemiBold);
  painter.setFont(font);
  std::vector<const LiveFace*> order;
  for (const LiveFace& face : result.faces) {
    order.push_back(&face);
  }
  std::ranges::stable_partition(order, [&](const LiveFace* face) { return face->id != style.chosen; }); // on top
  for (const LiveFace* face : order) {
    const FaceText text = faceText(*face, style.classes, style.uncertainBelow);
    const QColor color = emotionColor(text.emotionNumber, true);
    const bool chosen = face->id == style.chosen;
    const QRectF box = placedBox(face->box, frame, picture, style.mirrored);
    drawBox(painter, box, color, chosen, text.uncertain);
    const QFontMetricsF metrics(painter.font());
    const double pad = metrics.height() * 0.35;
    const QSizeF size(metrics.horizontalAdvance(text.label) + pad * 3.2, metrics.height() + pad);
    drawPlate(painter, platePlace(box, size, picture), text.label, color, chosen);
  }
  painter.restore();
}

void drawNote(QPainter& painter, const QString& text, const QRectF& picture) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QFontMetricsF metrics(painter.font());
  const double pad = metrics.height() * 0.35;
  const QSizeF size(metrics.horizontalAdvance(text) + pad * 2.4, metrics.height() + pad);
  const QRectF plate(QPointF(picture.left() + pad, picture.bottom() - pad - size.height()), size);
  painter.setPen(Qt::NoPen);
  painter.setBrush(plateColor());
  painter.drawRoundedRect(plate, 4, 4);
  painter.setPen(themeColors(true).text);
  painter.drawText(plate, Qt::AlignCenter, text);
  painter.restore();
}

} // namespace mien::ui
