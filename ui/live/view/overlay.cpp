#include "ui/live/view/overlay.h"

#include "ui/live/view/face_text.h"
#include "ui/look/theme.h"
#include "ui/text/text.h"
#include "ui/widgets/faces/label_placement.h"

#include <QPainter>

#include <algorithm>

namespace mien::ui {

namespace {

constexpr double kGap = 5; // px between a box and its label

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

void prepare(QPainter& painter, const QRectF& picture) {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(picture);
  QFont font = painter.font();
  font.setWeight(QFont::DemiBold);
  painter.setFont(font);
}

} // namespace

QRectF placedBox(const cv::Rect2f& box, const cv::Size& frame, const QRectF& picture, bool mirrored) {
  const double x = picture.width() / std::max(1, frame.width);
  const double y = picture.height() / std::max(1, frame.height);
  const double left = mirrored ? frame.width - box.x - box.width : box.x;
  return {picture.left() + left * x, picture.top() + box.y * y, box.width * x, box.height * y};
}

void drawFaces(QPainter& painter, const FrameResult& result, const cv::Size& frame, const QRectF& picture,
               const OverlayStyle& style) {
  painter.save();
  prepare(painter, picture);
  std::vector<const FaceResult*> order;
  for (const FaceResult& face : result.faces) {
    order.push_back(&face);
  }
  const auto isChosen = [&](const FaceResult* face) { return face->id == style.chosen; };
  std::ranges::stable_partition(order, isChosen); // its label gets its place first
  const QFontMetricsF metrics(painter.font());
  const double pad = metrics.height() * 0.35;
  std::vector<FaceText> texts;
  std::vector<LabelRequest> wishes;
  for (const FaceResult* face : order) {
    texts.push_back(faceText(*face, style.classes, style.uncertainBelow));
    wishes.push_back({placedBox(face->box, frame, picture, style.mirrored) & picture,
                      {metrics.horizontalAdvance(texts.back().label) + pad * 3.2, metrics.height() + pad}});
  }
  const std::vector<QRectF> plates = placeLabels(wishes, picture, kGap);
  const auto colorOf = [&](std::size_t i) { return emotionColor(texts[i].emotionNumber, true); };
  for (std::size_t i = order.size(); i-- > 0;) { // the chosen one last: on top
    drawBox(painter, placedBox(order[i]->box, frame, picture, style.mirrored), colorOf(i), isChosen(order[i]),
            texts[i].uncertain);
  }
  for (std::size_t i = 0; i < plates.size(); ++i) {
    if (!plates[i].isNull()) {
      drawPlate(painter, plates[i], texts[i].label, colorOf(i), isChosen(order[i]));
    }
  }
  painter.restore();
}

void drawNumbers(QPainter& painter, const FrameResult& result, const cv::Size& frame, const QRectF& picture,
                 const OverlayStyle& style) {
  painter.save();
  prepare(painter, picture);
  const QFontMetricsF metrics(painter.font());
  const double pad = metrics.height() * 0.35;
  for (const FaceResult& face : result.faces) {
    const FaceText text = faceText(face, style.classes, style.uncertainBelow);
    const QColor color = emotionColor(text.emotionNumber, true);
    const QRectF box = placedBox(face.box, frame, picture, style.mirrored);
    const bool chosen = face.id == style.chosen;
    if (chosen) {
      drawBox(painter, box, color, true, text.uncertain);
    }
    const QString number = countText(static_cast<qulonglong>(face.id));
    const QSizeF size(metrics.horizontalAdvance(number) + pad * 3.2, metrics.height() + pad);
    const QRectF seen = box & picture;
    drawPlate(painter, {seen.left() + kGap, seen.bottom() - kGap - size.height(), size.width(), size.height()}, number,
              color, chosen);
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
