#include "ui/predict/view/face_canvas.h"

#include "ui/look/labels.h"
#include "ui/look/theme.h"
#include "ui/widgets/faces/label_placement.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace mien::ui {

// The boxes and labels stand on photographs, not on the theme's surfaces: a dark edge under a bright line shows on
// every background, so they have the dark theme's colours whichever theme is on.

namespace {

constexpr double kLabelMargin = 4; // px around the text
constexpr double kLabelGap = 2.5;  // px from the box: half of its dark edge

} // namespace

FaceCanvas::FaceCanvas(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAccessibleName(tr("The chosen image"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FaceCanvas::setImage(const QImage& picture, double scale, std::shared_ptr<const ImageAnalysis> analysis) {
  m_picture = picture;
  m_scaled = {};
  m_scale = scale;
  m_analysis = std::move(analysis);
  m_face = faceCount() > 0 ? 0 : -1;
  describe();
  update();
}

void FaceCanvas::setFormatter(const PredictionFormatter& words) {
  m_formatter = words;
  describe();
  update();
}

void FaceCanvas::setFace(int face) {
  m_face = face;
  describe();
  update();
}

int FaceCanvas::faceCount() const { return m_analysis ? static_cast<int>(m_analysis->faces.size()) : 0; }

const AnalyzedFace& FaceCanvas::analyzed(int face) const { return m_analysis->faces[static_cast<std::size_t>(face)]; }

QSize FaceCanvas::sizeHint() const { return {fontMetrics().height() * 34, fontMetrics().height() * 28}; }

QSize FaceCanvas::minimumSizeHint() const { return {fontMetrics().height() * 14, fontMetrics().height() * 10}; }

QRectF FaceCanvas::pictureRect() const {
  if (m_picture.isNull()) {
    return {};
  }
  QSizeF size = QSizeF(m_picture.size()).scaled(this->size(), Qt::KeepAspectRatio);
  const double most = 8.0 / devicePixelRatioF(); // a 48 px face across the whole screen shows nothing more
  size = QSizeF(std::min(size.width(), m_picture.width() * most), std::min(size.height(), m_picture.height() * most));
  return {QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

QRectF FaceCanvas::faceRect(int face) const {
  const QRectF place = pictureRect();
  const double zoom = place.width() / std::max(1, m_picture.width()) * m_scale;
  const cv::Rect2f& box = analyzed(face).face.box;
  return {place.left() + box.x * zoom, place.top() + box.y * zoom, box.width * zoom, box.height * zoom};
}

int FaceCanvas::faceAt(const QPointF& point) const {
  for (int face = faceCount() - 1; face >= 0; --face) { // the smallest first: it may lie in a larger one
    if (faceRect(face).adjusted(-4, -4, 4, 4).contains(point)) {
      return face;
    }
  }
  return -1;
}

void FaceCanvas::choose(int face) {
  if (face >= 0 && face < faceCount() && face != m_face) {
    setFace(face);
    emit faceChosen(face);
  }
}

void FaceCanvas::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF place = pictureRect();
  if (!m_picture.isNull()) {
    const QSize wanted = (place.size() * devicePixelRatioF()).toSize();
    if (m_scaled.size() != wanted) {
      m_scaled = QPixmap::fromImage(m_picture.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    painter.drawPixmap(place.toRect(), m_scaled);
  }
  const std::vector<int> order = drawOrder();
  const std::vector<QRectF> labels = labelRects();
  for (const int face : order) {
    drawBox(painter, face);
  }
  for (const int face : order) {
    drawLabel(painter, face, labels[static_cast<std::size_t>(face)]);
  }
  if (hasFocus()) {
    painter.setPen(QPen(Theme::instance().colors().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
  }
}

QFont FaceCanvas::labelFont(int face) const {
  return scaledFont(*this, 1.0, face == m_face ? QFont::DemiBold : QFont::Normal);
}

std::vector<int> FaceCanvas::drawOrder() const {
  std::vector<int> order;
  for (int face = 0; face < faceCount(); ++face) {
    if (face != m_face) {
      order.push_back(face);
    }
  }
  if (m_face >= 0) {
    order.push_back(m_face);
  }
  return order;
}

std::vector<QRectF> FaceCanvas::labelRects() const {
  std::vector<int> order = drawOrder();
  if (m_face >= 0) {
    std::ranges::rotate(order, order.end() - 1); // the chosen one is served first, then the largest
  }
  std::vector<LabelRequest> wishes;
  for (const int face : order) {
    const QFontMetricsF metrics(labelFont(face));
    const QString text = m_formatter.label(analyzed(face));
    wishes.push_back({faceRect(face) & pictureRect(),
                      {metrics.horizontalAdvance(text) + 4 * kLabelMargin, metrics.height() + kLabelMargin}});
  }
  const std::vector<QRectF> placed = placeLabels(wishes, rect(), kLabelGap);
  std::vector<QRectF> labels(placed.size());
  for (std::size_t i = 0; i < placed.size(); ++i) {
    labels[static_cast<std::size_t>(order[i])] = placed[i];
  }
  return labels;
}

void FaceCanvas::drawBox(QPainter& painter, int face) const {
  const double line = face == m_face ? 3 : 2;
  const QRectF box = faceRect(face).intersected(pictureRect().adjusted(1, 1, -1, -1));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(themeColors(true).window, line + 2));
  painter.drawRect(box);
  painter.setPen(QPen(emotionColor(m_formatter.emotion(analyzed(face)), true), line));
  painter.drawRect(box);
}

void FaceCanvas::drawLabel(QPainter& painter, int face, const QRectF& plate) const {
  if (plate.isNull()) {
    return;
  }
  const bool chosen = face == m_face;
  const ThemeColors dark = themeColors(true);
  const QColor color = emotionColor(m_formatter.emotion(analyzed(face)), true);
  painter.setPen(Qt::NoPen);
  painter.setBrush(chosen ? color : dark.window);
  painter.drawRoundedRect(plate, 2, 2);
  painter.setFont(labelFont(face));
  const bool bright = chosen && color.lightnessF() > 0.45F;
  painter.setPen(bright ? dark.window : dark.text);
  painter.drawText(plate, Qt::AlignCenter, m_formatter.label(analyzed(face)));
}

void FaceCanvas::resizeEvent(QResizeEvent* event) {
  m_scaled = {};
  QWidget::resizeEvent(event);
}

void FaceCanvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) {
    choose(faceAt(event->position()));
  }
}

void FaceCanvas::mouseMoveEvent(QMouseEvent* event) {
  const int face = faceAt(event->position());
  setCursor(face >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  setToolTip(face >= 0 ? m_formatter.sentence(analyzed(face)) : QString()); // its name may have had no room
}

void FaceCanvas::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
  case Qt::Key_Right:
  case Qt::Key_Down:
    choose(m_face + 1);
    break;
  case Qt::Key_Left:
  case Qt::Key_Up:
    choose(m_face - 1);
    break;
  case Qt::Key_Home:
    choose(0);
    break;
  case Qt::Key_End:
    choose(faceCount() - 1);
    break;
  default:
    QWidget::keyPressEvent(event);
  }
}

void FaceCanvas::focusInEvent(QFocusEvent* event) {
  if (event->reason() == Qt::TabFocusReason) {
    choose(0);
  } else if (event->reason() == Qt::BacktabFocusReason) {
    choose(faceCount() - 1);
  }
  QWidget::focusInEvent(event);
}

bool FaceCanvas::focusNextPrevChild(bool next) {
  const int face = m_face + (next ? 1 : -1);
  if (hasFocus() && m_face >= 0 && face >= 0 && face < faceCount()) {
    choose(face);
    return true;
  }
  return QWidget::focusNextPrevChild(next);
}

void FaceCanvas::describe() {
  QStringList lines;
  for (int face = 0; face < faceCount(); ++face) {
    const QString text = face == m_face ? tr("Face %1, chosen: %2") : tr("Face %1: %2");
    lines << text.arg(face + 1).arg(m_formatter.sentence(analyzed(face)));
  }
  setAccessibleDescription(lines.join(QLatin1Char('\n')));
}

} // namespace mien::ui
