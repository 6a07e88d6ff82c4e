#include "ui/pages/predict/face_canvas.h"

#include "ui/support/theme.h"
#include "ui/widgets/labels.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace mien::ui {

FaceCanvas::FaceCanvas(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAccessibleName(tr("The chosen image"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FaceCanvas::setImage(const QImage& picture, double scale, std::shared_ptr<const FrameAnalysis> analysis) {
  m_picture = picture;
  m_scaled = {};
  m_scale = scale;
  m_analysis = std::move(analysis);
  m_face = faceCount() > 0 ? 0 : -1;
  describe();
  update();
}

void FaceCanvas::setWords(const PredictionWords& words) {
  m_words = words;
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
  for (int face = 0; face < faceCount(); ++face) {
    if (face != m_face) {
      drawFace(painter, face, false);
    }
  }
  if (m_face >= 0) {
    drawFace(painter, m_face, true);
  }
  if (hasFocus()) {
    painter.setPen(QPen(Theme::instance().colors().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
  }
}

void FaceCanvas::drawFace(QPainter& painter, int face, bool chosen) const {
  // On photographs, not on the theme's surfaces: a dark edge under a bright line shows on every background.
  const ThemeColors dark = themeColors(true);
  const QColor color = emotionColor(m_words.emotion(analyzed(face)), true);
  const double line = chosen ? 3 : 2;
  const QRectF box = faceRect(face).intersected(pictureRect().adjusted(1, 1, -1, -1));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(dark.window, line + 2));
  painter.drawRect(box);
  painter.setPen(QPen(color, line));
  painter.drawRect(box);

  const QString text = m_words.label(analyzed(face));
  const QFont font = scaledFont(*this, 1.0, chosen ? QFont::DemiBold : QFont::Normal);
  const QFontMetricsF metrics(font);
  constexpr double kMargin = 4;
  QRectF plate(0, 0, metrics.horizontalAdvance(text) + 4 * kMargin, metrics.height() + kMargin);
  plate.moveBottomLeft(box.topLeft() - QPointF(line / 2 + 1, line / 2));
  if (plate.top() < 0) { // no room above
    plate.moveTop(std::min(box.bottom() + line / 2, height() - plate.height()));
  }
  plate.moveLeft(std::clamp(plate.left(), 0.0, std::max(0.0, width() - plate.width())));
  painter.setPen(Qt::NoPen);
  painter.setBrush(chosen ? color : dark.window);
  painter.drawRoundedRect(plate, 2, 2);
  painter.setFont(font);
  const bool bright = chosen && color.lightnessF() > 0.45F;
  painter.setPen(bright ? dark.window : dark.text);
  painter.drawText(plate, Qt::AlignCenter, text);
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
  setCursor(faceAt(event->position()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
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
    lines << text.arg(face + 1).arg(m_words.sentence(analyzed(face)));
  }
  setAccessibleDescription(lines.join(QLatin1Char('\n')));
}

} // namespace mien::ui
