#pragma once

#include "ui/widgets/transport_bar.h"

namespace mien::ui {

class SessionReplay;

/// The transport bar of a replayed session.
class ReplayBar : public TransportBar {
  Q_OBJECT

public:
  explicit ReplayBar(SessionReplay& replay, QWidget* parent = nullptr);

  void toggle();                   ///< play or pause
  void showIndexing(double share); ///< of the video, see ReplayVideo; 1: nothing is shown any more

private:
  SessionReplay& m_replay;
};

} // namespace mien::ui
