#include "ui/live/replay/live_replay.h"

#include "ui/charts/timeline_chart.h"
#include "ui/live/view/face_display.h"
#include "ui/live/view/video_view.h"

namespace mien::ui {

LiveReplay::LiveReplay(FaceDisplay& display, VideoView& view, TimelineChart& chart, QObject* parent)
    : QObject(parent), m_display(display), m_view(view), m_chart(chart) {
  connect(&m_session, &SessionReplay::opened, this, &LiveReplay::begin);
  connect(&m_session, &SessionReplay::moved, this, &LiveReplay::showMoment);
  connect(&m_session, &SessionReplay::changed, this, &LiveReplay::changed);
  connect(&m_session, &SessionReplay::failed, this, &LiveReplay::failed);
  connect(&m_pictures, &ReplayVideo::found, &m_view, &VideoView::setFrame);
  connect(&m_pictures, &ReplayVideo::indexing, this, &LiveReplay::indexing);
  connect(&m_pictures, &ReplayVideo::failed, this, &LiveReplay::replayWithoutVideo);
  connect(&m_chart, &TimelineChart::momentChosen, this, [this](double seconds) {
    if (m_session.isOpen()) {
      m_session.seek(seconds - m_session.session().results.front().seconds);
    }
  });
}

void LiveReplay::open(const QString& folder) {
  close();
  m_folder = folder;
  m_session.open(folder);
}

void LiveReplay::pause() {
  if (m_session.loading()) {
    m_session.close();
  }
  m_session.pause();
}

void LiveReplay::close() {
  m_session.close();
  closePictures();
  m_trouble.clear();
  m_view.setFacesShown(true);
}

void LiveReplay::begin() {
  m_display.setLabels(m_session.session().labels);
  m_display.beginReplay(m_session.session().results);
  m_view.setFacesShown(!m_pictures.open(m_folder));
  m_session.play();
}

void LiveReplay::showMoment() {
  const auto result = m_session.result();
  if (result == nullptr) {
    return;
  }
  m_display.showReplayed(result);
  if (m_pictures.isOpen()) {
    m_pictures.show(videoSeconds(m_session.session().videoSkips, m_session.position()));
  }
  m_chart.setMoment(m_session.session().results.front().seconds + m_session.position());
}

void LiveReplay::closePictures() {
  m_pictures.close();
  emit indexing(1);
}

void LiveReplay::replayWithoutVideo(const QString& message) {
  m_trouble = message;
  closePictures();
  m_view.setFrame(nullptr);
  m_view.setFacesShown(true);
  emit changed();
}

} // namespace mien::ui
