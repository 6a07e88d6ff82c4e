#include "ui/live/live_page_state.h"

#include <QCoreApplication>

namespace mien::ui {

namespace {

using State = LiveController::State;

class Words {
  Q_DECLARE_TR_FUNCTIONS(mien::ui::LivePage)

public:
  static QString lost(const QString& name) { return tr("There is no picture from %1. Mien keeps trying.").arg(name); }
  static QString ended(const QString& name) { return tr("%1 has come to its end.").arg(name); }
  static QString withoutPictures(const QString& name) { return tr("The pictures of %1 cannot be shown.").arg(name); }
  static QString notAnalysed() { return tr("The pictures cannot be analysed."); }
  static QString tryNow() { return tr("&Try Now"); }
  static QString tryAgain() { return tr("&Try Again"); }
  static QString playAgain() { return tr("Play A&gain"); }

  static QString readingRecording() { return tr("Reading the recording…"); }
  static QString loadingModel() { return tr("Loading the model…"); }
  static QString opening(const QString& name) { return tr("Opening %1…").arg(name); }

  static LiveEmptyState noModel() {
    return {"model",
            tr("No model is open."),
            tr("A model reads the emotions in the faces. Open one, or train one on the Train page."),
            {LiveAction::OpenModel}};
  }
  static LiveEmptyState nothingYet() {
    return {"live", tr("There is nothing to see yet."), tr("The picture appears here as soon as there is one."), {}};
  }
  static LiveEmptyState ready(const QString& name) {
    return {"play", tr("Ready for %1").arg(name), tr("Press the space bar, or Start, to begin."), {LiveAction::Start}};
  }
  static LiveEmptyState noSource(LiveSource::Kind kind) {
    switch (kind) {
    case LiveSource::Kind::Camera:
      return {"live",
              tr("No camera was found."),
              tr("Plug one in: it appears here by itself. Or watch a video instead."),
              {LiveAction::LookAgain, LiveAction::ChooseVideo}};
    case LiveSource::Kind::Url:
      return {"live",
              tr("No address is given."),
              tr("Type the address of a stream above, for instance rtsp://192.168.1.20/stream, and press Return."),
              {}};
    case LiveSource::Kind::Video:
      return {"open", tr("No video is chosen."), {}, {LiveAction::Choose}};
    case LiveSource::Kind::Folder:
      return {"open", tr("No folder is chosen."), {}, {LiveAction::Choose}};
    case LiveSource::Kind::Recording:
      break;
    }
    return {"open", tr("No recording is chosen."), {}, {LiveAction::Choose}};
  }
};

} // namespace

SourceBar::ButtonStates buttonStates(const LivePageState& state) {
  const bool playable = state.source.kind == LiveSource::Kind::Recording || state.modelOpen;
  SourceBar::ButtonStates buttons;
  buttons.running = state.active() || state.replaying;
  buttons.startable = state.noticeAccepted && !state.source.location.empty() && playable;
  buttons.recording = state.recording;
  buttons.recordable = state.watching == State::Running && !state.finishing;
  buttons.snapshot = state.picture;
  return buttons;
}

SourceMessage sourceMessage(const LivePageState& state) {
  using Kind = MessageBanner::Kind;
  switch (state.watching) {
  case State::Lost:
    return {Kind::Warning, Words::lost(state.running), state.message, Words::tryNow()};
  case State::Ended:
    return {Kind::Info, Words::ended(state.running), state.message, Words::playAgain()};
  case State::Running:
    if (!state.message.isEmpty()) {
      return {Kind::Error, Words::notAnalysed(), state.message, Words::tryAgain()};
    }
    break;
  case State::Idle:
    if (!state.pictureTrouble.isEmpty()) {
      return {Kind::Warning, Words::withoutPictures(state.running), state.pictureTrouble, {}};
    }
    break;
  case State::Loading:
  case State::Opening:
    break;
  }
  return {};
}

LivePanel shownPanel(const LivePageState& state) {
  if (!state.noticeAccepted || state.noticeWanted) {
    return LivePanel::Notice;
  }
  return state.picture || state.replayOpen ? LivePanel::Watch : LivePanel::Empty;
}

LiveEmptyState emptyState(const LivePageState& state) {
  if (state.replayLoading) {
    return {"save", Words::readingRecording(), {}, {}};
  }
  if (state.source.kind != LiveSource::Kind::Recording && !state.modelOpen) {
    return Words::noModel();
  }
  switch (state.watching) {
  case State::Loading:
    return {"model", Words::loadingModel(), {}, {}};
  case State::Opening:
    return {"live", Words::opening(state.source.name), {}, {}};
  case State::Lost:
    return Words::nothingYet();
  case State::Idle:
  case State::Running:
  case State::Ended:
    break;
  }
  return state.source.location.empty() ? Words::noSource(state.source.kind) : Words::ready(state.source.name);
}

bool endsRecording(State watching) { return watching != State::Running && watching != State::Lost; }

} // namespace mien::ui
