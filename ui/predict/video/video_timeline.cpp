#include "ui/predict/video/video_timeline.h"

#include "ui/charts/timeline_chart.h"
#include "ui/predict/video/video_results.h"
#include "ui/predict/view/prediction_formatter.h"
#include "ui/text/number_text.h"
#include "ui/widgets/elided_label.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace mien::ui {

namespace {

constexpr int kMostPoints = 20'000; // more than there are pixels in a line; in five hours of video one a second

} // namespace

VideoTimeline::VideoTimeline(QWidget* parent) : QWidget(parent), m_chart(new TimelineChart), m_moment(new ElidedLabel) {
  m_chart->setSpan(0);
  m_chart->setMomentChoosable(true);
  m_chart->setMinimumHeight(fontMetrics().height() * 15); // the scale, three lines of legend, room for the curves
  m_chart->installEventFilter(this);
  m_moment->setForegroundRole(QPalette::PlaceholderText);
  m_moment->setToolTip(tr("Left and right arrow: a frame. Page up and down: a second."));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->setSpacing(2);
  layout->addWidget(m_chart);
  layout->addWidget(m_moment);
  connect(m_chart, &TimelineChart::failed, this, &VideoTimeline::failed);
  connect(m_chart, &TimelineChart::momentChosen, this, [this](double seconds) {
    if (m_results) {
      choose(m_results->frameAt(seconds));
    }
  });
}

void VideoTimeline::setClasses(const std::vector<ClassLabel>& classes) {
  const auto same = [](const ClassLabel& a, const ClassLabel& b) { return a.name == b.name && a.emotion == b.emotion; };
  if (!std::ranges::equal(classes, m_classes, same)) {
    m_classes = classes;
    m_chart->setClasses(classes);
    showVideo(m_results, m_face);
  }
}

void VideoTimeline::showVideo(std::shared_ptr<const VideoResults> results, int face) {
  if (results != m_results) {
    m_chart->clear();
    m_frame = -1;
  }
  m_results = std::move(results);
  m_face = face;
  std::vector<TimelineChart::Point> points;
  if (m_results) {
    for (const VideoResults::Point& point : m_results->points(face, kMostPoints)) {
      points.push_back({point.seconds, point.probabilities});
    }
  }
  m_chart->setPoints(points, m_results ? m_results->duration() : 0);
  m_chart->setTitle(face > 0 ? tr("Face %L1 over time").arg(face) : tr("Emotions over time"));
  setFrame(m_frame);
}

void VideoTimeline::setFrame(int frame) {
  m_frame = frame;
  if (!m_results || frame < 0) {
    m_chart->setMoment({});
    m_moment->setText({});
    return;
  }
  m_chart->setMoment(m_results->seconds(frame));
  m_moment->setText(tr("Frame %1 of %2, at %3 s. Arrow keys or a click choose another.")
                        .arg(countText(static_cast<qulonglong>(frame) + 1),
                             countText(static_cast<qulonglong>(m_results->frames())),
                             secondsText(m_results->seconds(frame))));
}

void VideoTimeline::choose(int frame) {
  if (!m_results || m_results->frames() == 0) {
    return;
  }
  const int chosen = std::clamp(frame, 0, m_results->frames() - 1);
  if (chosen != m_frame) {
    setFrame(chosen);
    emit frameChosen(chosen);
  }
}

int VideoTimeline::framesPerSecond() const {
  return m_results && m_results->duration() > 0
             ? std::max(1, static_cast<int>(std::lround((m_results->frames() - 1) / m_results->duration())))
             : 1;
}

bool VideoTimeline::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_chart && event->type() == QEvent::KeyPress) {
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Left:
      choose(m_frame - 1);
      return true;
    case Qt::Key_Right:
      choose(m_frame + 1);
      return true;
    case Qt::Key_PageUp:
      choose(m_frame - framesPerSecond());
      return true;
    case Qt::Key_PageDown:
      choose(m_frame + framesPerSecond());
      return true;
    default:
      break;
    }
  }
  return QWidget::eventFilter(watched, event);
}

} // namespace mien::ui
