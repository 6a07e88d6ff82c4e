#include "ui/widgets/faces/face_overlay.h"

#include "ui/look/theme.h"
#include "ui/text/number_text.h"
#include "ui/widgets/faces/label_placement.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <numeric>

namespace mien::ui {

namespace {

constexpr double kGap = 5; // px between a box and its label

double area(const QRectF& box) { return box.width() * box.height(); }

double padding(const QFontMetricsF& metrics) { return metrics.height() * 0.35; }

QSizeF plateSize(const QFontMetricsF& metrics, const QString& text) {
  const double pad = padding(metrics);
  return {metrics.horizontalAdvance(text) + pad * 3.2, metrics.height() + pad};
}

QFont labelFont(QFont font) {
  font.setWeight(QFont::DemiBold);
  return font;
}

QColor plateColor() {
  QColor plate = themeColors(true).window;
  plate.setAlphaF(0.85F);
  return plate;
}

void drawBox(QPainter& painter, const FaceMark& face, bool chosen) {
  const double width = chosen ? 3.5 : 2;
  const double radius = std::min(8.0, face.box.width() / 8);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(plateColor(), width + 2.5)); // a dark rim, for light pictures
  painter.drawRoundedRect(face.box, radius, radius);
  QPen pen(emotionColor(face.emotion, true), width);
  if (face.dashed) {
    pen.setDashPattern({4, 3});
  }
  painter.setPen(pen);
  painter.drawRoundedRect(face.box, radius, radius);
}

void drawPlate(QPainter& painter, const QRectF& plate, const QString& text, const QColor& bar, bool chosen) {
  const double pad = padding(QFontMetricsF(painter.font()));
  painter.setPen(chosen ? QPen(bar, 1.5) : QPen(Qt::NoPen));
  painter.setBrush(plateColor());
  painter.drawRoundedRect(plate, 4, 4);
  painter.setPen(Qt::NoPen);
  painter.setBrush(bar);
  painter.drawRoundedRect(
      QRectF(plate.left() + pad * 0.6, plate.top() + pad * 0.8, pad * 0.7, plate.height() - pad * 1.6), 2, 2);
  painter.setPen(themeColors(true).text);
  painter.drawText(plate.adjusted(pad * 2, 0, -pad, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
}

// Indices into marks.faces; the chosen one first.
std::vector<std::size_t> chosenFirst(const FaceMarks& marks) {
  std::vector<std::size_t> order(marks.faces.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_partition(order, [&](std::size_t i) { return marks.faces[i].id == marks.chosen; });
  return order;
}

} // namespace

std::optional<int> FaceMarks::faceAt(const QPointF& point, double margin) const {
  const FaceMark* best = nullptr;
  for (const FaceMark& face : faces) {
    const bool hit = face.box.adjusted(-margin, -margin, margin, margin).contains(point);
    if (hit && (best == nullptr || area(face.box) < area(best->box))) {
      best = &face;
    }
  }
  return best != nullptr ? std::optional(best->id) : std::nullopt;
}

std::vector<int> FaceMarks::leftToRight() const {
  std::vector<const FaceMark*> order;
  for (const FaceMark& face : faces) {
    order.push_back(&face);
  }
  std::ranges::stable_sort(order, {}, [](const FaceMark* face) { return face->box.center().x(); });
  std::vector<int> ids;
  for (const FaceMark* face : order) {
    ids.push_back(face->id);
  }
  return ids;
}

std::vector<QRectF> FaceMarks::labelRects(const QFont& font, const QRectF& picture, const QRectF& area) const {
  const QFontMetricsF metrics(labelFont(font));
  const std::vector<std::size_t> order = chosenFirst(*this); // its label gets its place first
  std::vector<LabelRequest> requests;
  for (const std::size_t i : order) {
    requests.push_back({faces[i].box & picture, plateSize(metrics, faces[i].label)});
  }
  const std::vector<QRectF> placed = placeLabels(requests, area, kGap);
  std::vector<QRectF> labels(placed.size());
  for (std::size_t i = 0; i < placed.size(); ++i) {
    labels[order[i]] = placed[i];
  }
  return labels;
}

void drawFaces(QPainter& painter, const FaceMarks& marks, const QRectF& picture, const QRectF& area) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const std::vector<std::size_t> order = chosenFirst(marks);
  const std::vector<QRectF> labels = marks.labelRects(painter.font(), picture, area);
  painter.setClipRect(picture);
  for (auto i = order.rbegin(); i != order.rend(); ++i) { // the chosen one last: on top
    drawBox(painter, marks.faces[*i], marks.faces[*i].id == marks.chosen);
  }
  painter.setClipRect(area);
  painter.setFont(labelFont(painter.font()));
  for (const std::size_t i : order) {
    if (const FaceMark& face = marks.faces[i]; !labels[i].isNull()) {
      drawPlate(painter, labels[i], face.label, emotionColor(face.emotion, true), face.id == marks.chosen);
    }
  }
  painter.restore();
}

void drawNumbers(QPainter& painter, const FaceMarks& marks, const QRectF& picture) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(picture);
  painter.setFont(labelFont(painter.font()));
  const QFontMetricsF metrics(painter.font());
  for (const FaceMark& face : marks.faces) {
    const bool chosen = face.id == marks.chosen;
    if (chosen) {
      drawBox(painter, face, true);
    }
    const QString number = countText(static_cast<qulonglong>(face.id));
    const QSizeF size = plateSize(metrics, number);
    const QRectF seen = face.box & picture;
    drawPlate(painter, {QPointF(seen.left() + kGap, seen.bottom() - kGap - size.height()), size}, number,
              emotionColor(face.emotion, true), chosen);
  }
  painter.restore();
}

void drawNote(QPainter& painter, const QString& text, const QRectF& picture) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QFontMetricsF metrics(painter.font());
  const double pad = padding(metrics);
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
