#include "ui/live/live_page_state.h"

#include <gtest/gtest.h>

#include <functional>

namespace mien::ui::test {
namespace {

using State = LiveController::State;
using Kind = LiveSource::Kind;

/// A camera is chosen, a model is open and the notice was accepted; nothing runs.
LivePageState ready() {
  LivePageState state;
  state.modelOpen = true;
  state.noticeAccepted = true;
  state.source = {Kind::Camera, "0", "Camera 1", false};
  state.running = "Camera 1";
  return state;
}

using Change = std::function<void(LivePageState&)>;

LivePageState with(const Change& change) {
  LivePageState state = ready();
  change(state);
  return state;
}

Change watching(State state) {
  return [state](LivePageState& s) { s.watching = state; };
}

struct ButtonCase {
  const char* what;
  Change change;
  bool startable, running, recordable, recording, snapshot;
};

TEST(LivePageState, Buttons) {
  const std::vector<ButtonCase> cases{
      {"ready", [](auto&) {}, true, false, false, false, false},
      {"no camera", [](auto& s) { s.source.location.clear(); }, false, false, false, false, false},
      {"no model", [](auto& s) { s.modelOpen = false; }, false, false, false, false, false},
      {"a recording needs none",
       [](auto& s) {
         s.modelOpen = false;
         s.source.kind = Kind::Recording;
       },
       true, false, false, false, false},
      {"the notice is unread", [](auto& s) { s.noticeAccepted = false; }, false, false, false, false, false},
      {"loading", watching(State::Loading), true, true, false, false, false},
      {"opening", watching(State::Opening), true, true, false, false, false},
      {"running", watching(State::Running), true, true, true, false, false},
      {"with a picture",
       [](auto& s) {
         s.watching = State::Running;
         s.picture = true;
       },
       true, true, true, false, true},
      {"recording",
       [](auto& s) {
         s.watching = State::Running;
         s.recording = true;
       },
       true, true, true, true, false},
      {"the recording is being written",
       [](auto& s) {
         s.watching = State::Running;
         s.finishing = true;
       },
       true, true, false, false, false},
      {"lost", watching(State::Lost), true, true, false, false, false},
      {"ended", watching(State::Ended), true, false, false, false, false},
      {"replaying", [](auto& s) { s.replaying = true; }, true, true, false, false, false},
  };
  for (const ButtonCase& c : cases) {
    const SourceBar::ButtonStates buttons = buttonStates(with(c.change));
    EXPECT_EQ(buttons.startable, c.startable) << c.what;
    EXPECT_EQ(buttons.running, c.running) << c.what;
    EXPECT_EQ(buttons.recordable, c.recordable) << c.what;
    EXPECT_EQ(buttons.recording, c.recording) << c.what;
    EXPECT_EQ(buttons.snapshot, c.snapshot) << c.what;
  }
}

struct MessageCase {
  const char* what;
  Change change;
  const char* title;
  const char* details;
  const char* retry;
};

TEST(LivePageState, MessageAboutTheSource) {
  const auto saying = [](State state) {
    return [state](LivePageState& s) {
      s.watching = state;
      s.message = "why";
    };
  };
  const std::vector<MessageCase> cases{
      {"idle", saying(State::Idle), "", "", ""},
      {"loading", saying(State::Loading), "", "", ""},
      {"opening", saying(State::Opening), "", "", ""},
      {"running", watching(State::Running), "", "", ""},
      {"running in vain", saying(State::Running), "The pictures cannot be analysed.", "why", "&Try Again"},
      {"lost", saying(State::Lost), "There is no picture from Camera 1. Mien keeps trying.", "why", "&Try Now"},
      {"ended", watching(State::Ended), "Camera 1 has come to its end.", "", "Play A&gain"},
      {"a recording without pictures", [](auto& s) { s.pictureTrouble = "no codec"; },
       "The pictures of Camera 1 cannot be shown.", "no codec", ""},
      {"of which nothing is said while something else runs",
       [](auto& s) {
         s.pictureTrouble = "no codec";
         s.watching = State::Running;
       },
       "", "", ""},
  };
  for (const MessageCase& c : cases) {
    const SourceMessage message = sourceMessage(with(c.change));
    EXPECT_EQ(message.title, c.title) << c.what;
    EXPECT_EQ(message.details, c.details) << c.what;
    EXPECT_EQ(message.retry, c.retry) << c.what;
  }
}

TEST(LivePageState, Panel) {
  EXPECT_EQ(shownPanel(ready()), LivePanel::Empty);
  EXPECT_EQ(shownPanel(with([](auto& s) { s.picture = true; })), LivePanel::Watch);
  EXPECT_EQ(shownPanel(with([](auto& s) { s.replayOpen = true; })), LivePanel::Watch) << "it may have no pictures";
  const auto unread = [](LivePageState& s) {
    s.picture = true;
    s.noticeAccepted = false;
  };
  EXPECT_EQ(shownPanel(with(unread)), LivePanel::Notice);
  const auto askedFor = [](LivePageState& s) {
    s.picture = true;
    s.noticeWanted = true;
  };
  EXPECT_EQ(shownPanel(with(askedFor)), LivePanel::Notice);
}

struct EmptyCase {
  Change change;
  const char* title;
  std::vector<LiveAction> actions;
};

Change noneChosen(Kind kind) {
  return [kind](LivePageState& s) { s.source = {kind, {}, {}, false}; };
}

TEST(LivePageState, WhereThereIsNothingToSee) {
  const std::vector<EmptyCase> cases{
      {[](auto&) {}, "Ready for Camera 1", {LiveAction::Start}},
      {watching(State::Ended), "Ready for Camera 1", {LiveAction::Start}},
      {watching(State::Loading), "Loading the model…", {}},
      {watching(State::Opening), "Opening Camera 1…", {}},
      {watching(State::Lost), "There is nothing to see yet.", {}},
      {[](auto& s) { s.replayLoading = true; }, "Reading the recording…", {}},
      {[](auto& s) { s.modelOpen = false; }, "No model is open.", {LiveAction::OpenModel}},
      {[](auto& s) {
         s.modelOpen = false;
         s.source = {Kind::Recording, {}, {}, false};
       },
       "No recording is chosen.",
       {LiveAction::Choose}},
      {noneChosen(Kind::Camera), "No camera was found.", {LiveAction::LookAgain, LiveAction::ChooseVideo}},
      {noneChosen(Kind::Url), "No address is given.", {}},
      {noneChosen(Kind::Video), "No video is chosen.", {LiveAction::Choose}},
      {noneChosen(Kind::Folder), "No folder is chosen.", {LiveAction::Choose}},
  };
  for (const EmptyCase& c : cases) {
    const LiveEmptyState empty = emptyState(with(c.change));
    EXPECT_EQ(empty.title, QString::fromUtf8(c.title));
    EXPECT_EQ(empty.actions, c.actions) << c.title;
  }
}

TEST(LivePageState, ARecordingEndsWhenNothingComes) {
  EXPECT_FALSE(endsRecording(State::Running));
  EXPECT_FALSE(endsRecording(State::Lost)) << "the camera may come back";
  for (const State state : {State::Idle, State::Loading, State::Opening, State::Ended}) {
    EXPECT_TRUE(endsRecording(state));
  }
}

} // namespace
} // namespace mien::ui::test
