#include "ui/live/view/face_display.h"

#include "ui/charts/timeline_chart.h"
#include "ui/live/view/live_face_panel.h"
#include "ui/live/view/video_view.h"

#include <QCoreApplication>

#include <limits>

namespace mien::ui {

namespace {

constexpr double kSpan = 60;             ///< s of timeline
constexpr int kTimelinePeriod = 200;     ///< ms between two drawings of it
constexpr double kReplayedPoints = 4000; ///< at most, of a whole recording: more cannot be told apart

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(FaceDisplay)
};

} // namespace

FaceDisplay::FaceDisplay(VideoView& view, LiveFacePanel& panel, TimelineChart& chart)
    : m_view(view), m_panel(panel), m_chart(chart), m_timeline(kSpan) {
  m_chart.setSpan(kSpan);
}

void FaceDisplay::setLabels(const std::vector<std::string>& labels) {
  ModelInfo info;
  info.labels = labels;
  const std::vector<ClassLabel> classes = classLabels(info);
  m_view.setClasses(classes);
  m_panel.setClasses(classes);
  m_chart.setClasses(classes);
}

void FaceDisplay::setUncertainBelow(double probability) {
  m_uncertainBelow = probability;
  m_view.setUncertainBelow(probability);
  if (const auto& result = m_view.result()) {
    m_panel.showFace(*result, m_choice.face(), m_uncertainBelow);
  }
}

void FaceDisplay::clear() {
  m_view.setResult(nullptr);
  m_choice.clear();
  m_view.setChosen(0);
  m_panel.clear();
  m_timeline.clear();
  m_chart.clear();
  m_chart.setMoment({});
  m_chart.setMomentChoosable(false);
  m_chart.setTitle(Texts::tr("Emotions over time"));
}

void FaceDisplay::beginLive() {
  clear();
  m_timeline = EmotionTimeline(kSpan);
  m_chart.setSpan(kSpan);
}

void FaceDisplay::beginReplay(std::span<const FrameResult> all) {
  clear();
  const double duration = all.back().seconds - all.front().seconds;
  m_timeline = EmotionTimeline(duration + 1, duration / kReplayedPoints, std::numeric_limits<std::size_t>::max());
  for (const FrameResult& result : all) {
    m_timeline.add(result);
  }
  m_chart.setSpan(0);
  m_chart.setMomentChoosable(true);
}

void FaceDisplay::showLive(const std::shared_ptr<const FrameResult>& result) {
  m_timeline.add(*result);
  show(result);
  if (!m_sinceTimeline.isValid() || m_sinceTimeline.elapsed() >= kTimelinePeriod) {
    showTimeline();
  }
}

void FaceDisplay::showReplayed(const std::shared_ptr<const FrameResult>& result) {
  const int before = m_choice.face();
  show(result);
  if (before != m_choice.face()) {
    showTimeline(); // holds all of the recording: it changes with the face alone
  }
}

void FaceDisplay::showLost() {
  if (m_choice.face() != 0) { // otherwise nobody has gone
    m_panel.showFace({}, m_choice.face(), m_uncertainBelow);
  }
}

void FaceDisplay::show(const std::shared_ptr<const FrameResult>& result) {
  m_choice.update(*result);
  m_view.setChosen(m_choice.face());
  m_view.setResult(result);
  m_panel.showFace(*result, m_choice.face(), m_uncertainBelow);
}

void FaceDisplay::choose(int face) {
  m_choice.choose(face);
  m_view.setChosen(face);
  if (const auto& result = m_view.result()) {
    m_panel.showFace(*result, face, m_uncertainBelow);
  }
  showTimeline();
}

void FaceDisplay::showTimeline() {
  std::vector<TimelineChart::Point> points;
  for (const EmotionTimeline::Point& point : m_timeline.points(m_choice.face())) {
    points.push_back({point.seconds, point.probabilities});
  }
  m_chart.setPoints(points, m_timeline.newest());
  m_chart.setTitle(m_choice.face() > 0 ? Texts::tr("Face %L1 over time").arg(m_choice.face())
                                       : Texts::tr("Emotions over time"));
  m_sinceTimeline.start();
}

} // namespace mien::ui
