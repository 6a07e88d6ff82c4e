#pragma once

#include "ui/live/session/live_controller.h"
#include "ui/live/source/live_source.h"
#include "ui/live/source/source_bar.h"
#include "ui/widgets/panels/message_banner.h"

#include <QString>

#include <vector>

namespace mien::ui {

/// All that decides what the Live page shows.
struct LivePageState {
  LiveController::State watching = LiveController::State::Idle;
  QString message;         ///< why the source is lost, or the analysis failed
  bool recording = false;  ///< to the disk
  bool finishing = false;  ///< a recording is being written to its end
  bool replayOpen = false; ///< a recording is open
  bool replaying = false;  ///< it plays, or is being read
  bool replayLoading = false;
  QString pictureTrouble; ///< why a recording has no pictures
  bool picture = false;   ///< there is one to be seen
  bool modelOpen = false;
  bool noticeAccepted = false;
  bool noticeWanted = false; ///< asked for again
  LiveSource source;         ///< that is chosen; its location is empty while none is
  QString running;           ///< the name of what was started last

  [[nodiscard]] bool active() const {
    return watching != LiveController::State::Idle && watching != LiveController::State::Ended;
  }
};

/// What can be done where there is nothing to see.
enum class LiveAction { OpenModel, Start, LookAgain, ChooseVideo, Choose };

/// Stands where the picture will be.
struct LiveEmptyState {
  const char* icon = "live";
  QString title;
  QString text;
  std::vector<LiveAction> actions;
};

/// About the source, above the picture.
struct SourceMessage {
  MessageBanner::Kind kind = MessageBanner::Kind::Info;
  QString title; ///< empty: there is none
  QString details;
  QString retry; ///< what the button says; empty: without one
};

enum class LivePanel {
  Notice, ///< to be read before the first use
  Watch,  ///< the picture
  Empty,
};

[[nodiscard]] SourceBar::ButtonStates buttonStates(const LivePageState& state);
[[nodiscard]] SourceMessage sourceMessage(const LivePageState& state);
[[nodiscard]] LivePanel shownPanel(const LivePageState& state);
[[nodiscard]] LiveEmptyState emptyState(const LivePageState& state);

/// Whether a recording to the disk must end: nothing comes that could be recorded.
[[nodiscard]] bool endsRecording(LiveController::State watching);

} // namespace mien::ui
