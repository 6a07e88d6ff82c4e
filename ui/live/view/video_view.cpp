#include "ui/live/view/video_view.h"

#include "ui/live/view/face_text.h"
#include "ui/look/theme.h"
#include "ui/pictures/frame_image.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace mien::ui {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

} // namespace

VideoView::VideoView(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAccessibleName(tr("Picture"));
  setToolTip(tr("Click a face, or press the left and right arrow keys, to choose it."));
  setAttribute(Qt::WA_OpaquePaintEvent);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void VideoView::setFrame(std::shared_ptr<const TimedFrame> frame) {
  m_frame = std::move(frame);
  update();
}

void VideoView::setResult(std::shared_ptr<const FrameResult> result) {
  m_result = std::move(result);
  describe();
  update();
}

void VideoView::setClasses(std::vector<ClassLabel> classes) {
  m_style.classes = std::move(classes);
  update();
}

void VideoView::setUncertainBelow(double probability) {
  m_style.uncertainBelow = probability;
  update();
}

void VideoView::setMirrored(bool mirrored) {
  m_style.mirrored = mirrored;
  update();
}

void VideoView::setChosen(int face) {
  if (face != m_style.chosen) {
    m_style.chosen = face;
    update();
  }
}

void VideoView::setAgeShown(bool shown) {
  m_ageShown = shown;
  update();
}

void VideoView::setFacesShown(bool shown) {
  m_facesShown = shown;
  update();
}

void VideoView::setDimmed(bool dimmed) {
  if (dimmed != m_dimmed) {
    m_dimmed = dimmed;
    update();
  }
}

cv::Size VideoView::frameSize() const {
  if (m_frame != nullptr && !m_frame->image.empty()) {
    return m_frame->image.size();
  }
  return m_result != nullptr ? m_result->size : cv::Size();
}

QRectF VideoView::pictureRect() const {
  const cv::Size frame = frameSize();
  if (frame.empty()) {
    return {};
  }
  const QSize size = QSize(frame.width, frame.height).scaled(this->size(), Qt::KeepAspectRatio);
  return QRect(QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size);
}

QImage VideoView::snapshot() const {
  if (m_frame == nullptr || m_frame->image.empty()) {
    return {};
  }
  const QSize size(m_frame->image.cols, m_frame->image.rows);
  QImage image = scaledFrame(*m_frame, size, m_style.mirrored);
  if (m_result != nullptr && m_facesShown) {
    QPainter painter(&image);
    QFont letters = font();
    letters.setPixelSize(std::max(12, std::min(size.width(), size.height()) / 36)); // in proportion to the picture
    painter.setFont(letters);
    drawFaces(painter, faceMarks(*m_result, frameSize(), image.rect(), m_style), image.rect(), image.rect());
  }
  return image;
}

QSize VideoView::sizeHint() const { return {640, 360}; }

QSize VideoView::minimumSizeHint() const { return {240, 135}; }

void VideoView::paintEvent(QPaintEvent* /*event*/) {
  const auto start = Clock::now();
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.fillRect(rect(), colors.dark ? colors.window.darker(130) : mixed(colors.text, colors.window, 0.08));
  const QRectF picture = pictureRect();
  if (picture.isEmpty()) {
    return;
  }
  if (m_frame != nullptr && !m_frame->image.empty()) {
    QImage image = scaledFrame(*m_frame, (picture.size() * devicePixelRatioF()).toSize(), m_style.mirrored);
    image.setDevicePixelRatio(devicePixelRatioF());
    painter.setOpacity(m_dimmed ? 0.35 : 1);
    painter.drawImage(picture.topLeft(), image);
    painter.setOpacity(1);
  } else {
    painter.fillRect(picture, mixed(colors.text, colors.window, 0.16));
  }
  if (m_result != nullptr && !m_dimmed) {
    if (m_facesShown) {
      drawFaces(painter, marks(), picture, picture);
    } else {
      drawNumbers(painter, marks(), picture);
    }
    if (m_ageShown) {
      drawNote(painter, tr("The result is %L1 ms old").arg(qRound(1000 * secondsSince(m_result->captured))), picture);
    }
  }
  countFrame();
  const double took = 1000 * secondsSince(start);
  m_drawMs = m_drawMs > 0 ? m_drawMs + 0.1 * (took - m_drawMs) : took;
}

void VideoView::countFrame() {
  if (m_frame == nullptr || m_frame->number == m_painted) {
    return;
  }
  m_painted = m_frame->number;
  ++m_count;
  const double passed = secondsSince(m_countedFrom);
  if (passed >= 1) {
    m_shown = passed < 3 ? m_count / passed : 0;
    m_count = 0;
    m_countedFrom = Clock::now();
  }
}

void VideoView::mousePressEvent(QMouseEvent* event) {
  if (m_result == nullptr || event->button() != Qt::LeftButton) {
    QWidget::mousePressEvent(event);
    return;
  }
  if (const std::optional<int> face = marks().faceAt(event->position())) {
    emit faceChosen(*face);
  }
}

void VideoView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
    chooseNext(event->key() == Qt::Key_Right ? 1 : -1);
    return;
  }
  QWidget::keyPressEvent(event);
}

void VideoView::chooseNext(int step) {
  if (m_result == nullptr || m_result->faces.empty()) {
    return;
  }
  const std::vector<int> order = marks().leftToRight();
  const auto count = static_cast<std::ptrdiff_t>(order.size());
  const auto found = std::ranges::find(order, m_style.chosen);
  const auto place = found == order.end() ? (step > 0 ? -1 : count) : found - order.begin();
  emit faceChosen(order[static_cast<std::size_t>((place + step + count) % count)]);
}

FaceMarks VideoView::marks() const { return faceMarks(*m_result, frameSize(), pictureRect(), m_style); }

void VideoView::describe() {
  QStringList faces;
  if (m_result != nullptr) {
    for (const FaceResult& face : m_result->faces) {
      faces << faceText(face, m_style.classes, m_style.uncertainBelow).label;
    }
  }
  setAccessibleDescription(faces.isEmpty() ? tr("No face is in view.") : faces.join(QStringLiteral("; ")));
}

} // namespace mien::ui
