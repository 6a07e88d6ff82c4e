#include "ui/predict/view/face_canvas.h"

#include "ui/look/theme.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace mien::ui {

namespace {

constexpr double kNear = 4; // px beside a box that still are the face

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

FaceMarks FaceCanvas::marks() const {
  FaceMarks marks;
  if (m_face >= 0) {
    marks.chosen = m_face;
  }
  for (int face = 0; face < faceCount(); ++face) {
    const AnalyzedFace& found = analyzed(face);
    marks.faces.push_back(
        {face, faceRect(face), m_formatter.label(found), m_formatter.emotion(found), m_formatter.uncertain(found)});
  }
  return marks;
}

int FaceCanvas::faceAt(const QPointF& point) const { return marks().faceAt(point, kNear).value_or(-1); }

std::vector<QRectF> FaceCanvas::labelRects() const { return marks().labelRects(font(), pictureRect(), rect()); }

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
  drawFaces(painter, marks(), place, rect());
  if (hasFocus()) {
    painter.setPen(QPen(Theme::instance().colors().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
  }
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
    chooseBeside(1);
    break;
  case Qt::Key_Left:
  case Qt::Key_Up:
    chooseBeside(-1);
    break;
  case Qt::Key_Home:
    chooseAtEdge(true);
    break;
  case Qt::Key_End:
    chooseAtEdge(false);
    break;
  default:
    QWidget::keyPressEvent(event);
  }
}

void FaceCanvas::focusInEvent(QFocusEvent* event) {
  if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
    chooseAtEdge(event->reason() == Qt::TabFocusReason);
  }
  QWidget::focusInEvent(event);
}

bool FaceCanvas::focusNextPrevChild(bool next) {
  return (hasFocus() && m_face >= 0 && chooseBeside(next ? 1 : -1)) || QWidget::focusNextPrevChild(next);
}

bool FaceCanvas::chooseBeside(int step) {
  const std::vector<int> order = marks().leftToRight();
  const auto next = std::ranges::find(order, m_face) - order.begin() + step;
  if (next < 0 || next >= std::ssize(order)) {
    return false;
  }
  choose(order[static_cast<std::size_t>(next)]);
  return true;
}

void FaceCanvas::chooseAtEdge(bool left) {
  if (const std::vector<int> order = marks().leftToRight(); !order.empty()) {
    choose(left ? order.front() : order.back());
  }
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
