#include "ui/live/replay/session_replay.h"

#include "core/common/error.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mien::ui {

namespace {

constexpr int kTick = 33; ///< ms

/// For a session that was killed before it could say how large its pictures were: large enough for all boxes, at least.
cv::Size guessedSize(const RecordedSession& session) {
  float right = 320;
  float bottom = 240;
  for (const FrameResult& result : session.results) {
    for (const FaceResult& face : result.faces) {
      right = std::max(right, face.box.x + face.box.width);
      bottom = std::max(bottom, face.box.y + face.box.height);
    }
  }
  const float side = std::max(right * 9, bottom * 16); // of usual proportions
  return {static_cast<int>(std::ceil(side / 9)), static_cast<int>(std::ceil(side / 16))};
}

std::shared_ptr<const RecordedSession> readPlayable(const QString& path) {
  auto session = std::make_shared<RecordedSession>(readSession(toPath(path)));
  if (session->results.empty()) {
    throw Error(ErrorKind::BadData, Message("{file} has nothing recorded. Choose another recording.",
                                            {{"file", pathText(path).toStdString()}}));
  }
  if (session->results.front().size.empty()) {
    const cv::Size size = guessedSize(*session);
    for (FrameResult& result : session->results) {
      result.size = size;
    }
  }
  return session;
}

} // namespace

SessionReplay::SessionReplay(QObject* parent) : QObject(parent), m_worker(this) {
  m_timer.setInterval(kTick);
  connect(&m_timer, &QTimer::timeout, this, &SessionReplay::advance);
}

void SessionReplay::open(const QString& path) {
  close();
  m_loading = true;
  m_worker.start([path](const std::stop_token& /*stop*/) { return readPlayable(path); },
                 [this](std::shared_ptr<const RecordedSession> session) {
                   if (!std::exchange(m_loading, false)) {
                     return;
                   }
                   m_session = std::move(session);
                   m_position = 0;
                   emit opened();
                   emit moved();
                 },
                 [this](const QString& message) {
                   if (std::exchange(m_loading, false)) {
                     emit failed(message);
                   }
                 });
}

void SessionReplay::close() {
  pause();
  m_loading = false;
  m_session.reset();
}

void SessionReplay::play() {
  if (!isOpen()) {
    return;
  }
  m_playedFrom = m_position < duration() ? m_position : 0;
  m_clock.start();
  m_timer.start();
  emit changed();
}

void SessionReplay::pause() {
  if (m_timer.isActive()) {
    m_timer.stop();
    emit changed();
  }
}

void SessionReplay::seek(double seconds) {
  if (isOpen()) {
    m_position = std::clamp(seconds, 0.0, duration());
    m_playedFrom = m_position;
    m_clock.start();
    emit moved();
  }
}

double SessionReplay::position() const { return m_position; }

double SessionReplay::duration() const {
  return isOpen() ? m_session->results.back().seconds - m_session->results.front().seconds : 0;
}

std::shared_ptr<const FrameResult> SessionReplay::result() const {
  return isOpen() ? std::shared_ptr<const FrameResult>(m_session, &m_session->results[indexAt(m_position)]) : nullptr;
}

void SessionReplay::advance() {
  m_position = std::min(duration(), m_playedFrom + static_cast<double>(m_clock.elapsed()) / 1000);
  emit moved();
  if (m_position >= duration()) {
    pause();
  }
}

std::size_t SessionReplay::indexAt(double seconds) const {
  const auto& results = m_session->results;
  const auto after = std::ranges::upper_bound(results, results.front().seconds + seconds, {}, &FrameResult::seconds);
  return after == results.begin() ? 0 : static_cast<std::size_t>(after - results.begin()) - 1;
}

} // namespace mien::ui
