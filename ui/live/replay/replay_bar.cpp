#include "ui/live/replay/replay_bar.h"

#include "ui/live/replay/session_replay.h"
#include "ui/text/percent_text.h"

namespace mien::ui {

ReplayBar::ReplayBar(SessionReplay& replay, QWidget* parent)
    : TransportBar(tr("the recording"), parent), m_replay(replay) {
  connect(this, &TransportBar::playToggled, this, &ReplayBar::toggle);
  connect(this, &TransportBar::seekRequested, &replay, &SessionReplay::seek);
  connect(&replay, &SessionReplay::opened, this, [this] { setDuration(m_replay.duration()); });
  connect(&replay, &SessionReplay::moved, this, [this] { setPosition(m_replay.position()); });
  connect(&replay, &SessionReplay::changed, this, [this] { setPlaying(m_replay.playing()); });
}

void ReplayBar::toggle() {
  if (m_replay.playing()) {
    m_replay.pause();
  } else {
    m_replay.play();
  }
}

void ReplayBar::showIndexing(double share) {
  setStatus(share < 1 ? tr("Looking through the video: %1").arg(percentText(share, 0)) : QString());
}

} // namespace mien::ui
