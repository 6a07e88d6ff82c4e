#include "ui/predict/list/entry_transitions.h"

#include "core/data/emotion.h"

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

using State = PredictEntry::State;

AnalysisProvenance origin() {
  ModelInfo info;
  info.labels = emotionLabels(8);
  return {std::make_shared<const AnalysisSetup>(), std::make_shared<const ModelInfo>(info), FaceMode::Auto};
}

SharedClasses classes() { return std::make_shared<const std::vector<ClassLabel>>(8); }

/// Frames of a video from `first` on, each with so many faces.
VideoUpdate frames(int first, int count, int faces = 0) {
  VideoUpdate update;
  update.origin = origin();
  update.progress.done = first + count;
  update.progress.total = 10;
  update.size = {480, 320};
  for (int i = first; i < first + count; ++i) {
    FrameResult result;
    result.frame = static_cast<std::uint64_t>(i);
    result.seconds = i / 10.0;
    for (int face = 1; face <= faces; ++face) {
      FaceResult& found = result.faces.emplace_back();
      found.id = face;
      found.box = {10, 10, 50, 50};
      found.probabilities = {1, 0, 0, 0, 0, 0, 0, 0};
      found.rawProbabilities = found.probabilities;
    }
    update.frames.append(std::make_shared<const FrameResult>(result));
  }
  return update;
}

PredictEntry entry(State state, bool video = false, int faces = 0) {
  PredictEntry made;
  made.video = video;
  if (video && state != State::Waiting) {
    applyUpdate(made, frames(0, 2, faces), classes());
  }
  made.state = state;
  if (!video && made.finished()) {
    made.analysis = std::make_shared<const ImageAnalysis>();
  }
  return made;
}

PredictOutcome imageOutcome(int faces) {
  PredictOutcome outcome;
  outcome.origin = origin();
  auto analysis = std::make_shared<ImageAnalysis>();
  analysis->faces.resize(static_cast<std::size_t>(faces));
  outcome.analysis = analysis;
  outcome.size = {100, 80};
  return outcome;
}

PredictOutcome videoOutcome(bool stopped) {
  PredictOutcome outcome;
  outcome.origin = origin();
  outcome.video = VideoAnalysis{stopped, 2, 25, {}};
  return outcome;
}

PredictOutcome failure() {
  PredictOutcome outcome;
  outcome.origin = origin();
  outcome.problem = "it is no picture";
  return outcome;
}

struct OutcomeCase {
  const char* what;
  PredictEntry before;
  PredictOutcome outcome;
  State after;
  bool newResult; ///< that of the outcome is taken
};

TEST(EntryTransitions, AnOutcomeEndsTheAnalysis) {
  const std::vector<OutcomeCase> cases{
      {"image with a face", entry(State::Waiting), imageOutcome(1), State::Done, true},
      {"image without", entry(State::Waiting), imageOutcome(0), State::NoFace, true},
      {"image that cannot be read", entry(State::Waiting), failure(), State::Failed, true},
      {"it can be read now", entry(State::Failed), imageOutcome(2), State::Done, true},
      {"analysed again", entry(State::Done), imageOutcome(0), State::NoFace, true},
      {"analysed again in vain", entry(State::Done), failure(), State::Done, false},
      {"no face, again in vain", entry(State::NoFace), failure(), State::NoFace, false},
      {"video with a face", entry(State::Working, true, 1), videoOutcome(false), State::Done, true},
      {"video without", entry(State::Working, true), videoOutcome(false), State::NoFace, true},
      {"video stopped midway", entry(State::Working, true, 1), videoOutcome(true), State::Waiting, true},
      {"video that fails midway", entry(State::Working, true, 1), failure(), State::Failed, true},
      {"video stopped before its first frame", entry(State::Waiting, true), videoOutcome(true), State::Waiting, false},
      {"the same again", entry(State::Done, true, 1), videoOutcome(true), State::Done, false},
      {"video again in vain", entry(State::Done, true, 1), failure(), State::Done, false},
  };
  for (const OutcomeCase& c : cases) {
    PredictEntry changed = c.before;
    changed.again = true;
    applyOutcome(changed, c.outcome, classes());
    EXPECT_EQ(changed.state, c.after) << c.what;
    EXPECT_FALSE(changed.again) << c.what;
    EXPECT_EQ(changed.problem, c.outcome.problem) << c.what;
    EXPECT_EQ(changed.origin.model == c.outcome.origin.model, c.newResult) << c.what;
    if (!changed.video) {
      EXPECT_EQ(changed.analysis == c.outcome.analysis, c.newResult) << c.what;
    }
  }
}

TEST(EntryTransitions, TheFirstUpdateBeginsNewResults) {
  PredictEntry video = entry(State::Done, true, 1);
  video.again = true;
  const auto before = video.results;
  ASSERT_TRUE(applyUpdate(video, frames(0, 3), classes()));
  EXPECT_EQ(video.state, State::Working);
  EXPECT_FALSE(video.again);
  EXPECT_NE(video.results, before);
  EXPECT_EQ(before->frames(), 2) << "others may still read them";
  EXPECT_EQ(video.results->frames(), 3);
  EXPECT_DOUBLE_EQ(video.progress, 0.3);
  EXPECT_EQ(video.size, QSize(480, 320));
}

TEST(EntryTransitions, AnUpdateThatDoesNotGoOnIsLeftOut) {
  PredictEntry video = entry(State::Working, true);
  ASSERT_EQ(video.results->frames(), 2);
  EXPECT_FALSE(applyUpdate(video, frames(5, 2), classes())) << "the last of an analysis before";
  EXPECT_EQ(video.results->frames(), 2);
  EXPECT_TRUE(applyUpdate(video, frames(2, 4), classes()));
  EXPECT_EQ(video.results->frames(), 6);
  PredictEntry waiting = entry(State::Waiting, true);
  EXPECT_FALSE(applyUpdate(waiting, frames(2, 1), classes()));
  EXPECT_EQ(waiting.state, State::Waiting);
}

TEST(EntryTransitions, APictureStaysUntilThereIsANewOne) {
  PredictEntry video = entry(State::Waiting, true);
  VideoUpdate first = frames(0, 1);
  first.thumbnail = "JPEG";
  applyUpdate(video, first, classes());
  applyUpdate(video, frames(1, 1), classes());
  EXPECT_EQ(video.thumbnail, "JPEG");
}

TEST(EntryTransitions, AnalysedAgainOnlyAResultIsKept) {
  for (const State state : {State::Done, State::NoFace, State::Working, State::Failed, State::Waiting}) {
    const bool result = state == State::Done || state == State::NoFace;
    PredictEntry video = entry(state, true, 1);
    video.problem = "why";
    analyseAgain(video);
    EXPECT_EQ(video.state, result ? state : State::Waiting);
    EXPECT_EQ(video.again, result);
    EXPECT_EQ(video.results != nullptr, result);
    EXPECT_EQ(video.problem.isEmpty(), !result);
    keepResult(video);
    EXPECT_FALSE(video.again);
  }
}

TEST(EntryTransitions, AWholeImageWaits) {
  PredictEntry image = entry(State::NoFace);
  takeAsWhole(image);
  EXPECT_TRUE(image.whole);
  EXPECT_EQ(image.state, State::Waiting);
  EXPECT_EQ(image.analysis, nullptr);
}

TEST(EntryTransitions, AnotherSetupTakesBackWhyAnalysingAgainFailed) {
  PredictEntry image = entry(State::Done);
  image.problem = "the model could not answer";
  changeSetup(image);
  EXPECT_TRUE(image.problem.isEmpty());
  PredictEntry failed = entry(State::Failed);
  failed.problem = "it is no picture";
  changeSetup(failed);
  EXPECT_FALSE(failed.problem.isEmpty()) << "still so";
}

TEST(EntryTransitions, PutBackAVideoThatWasInHandIsPartial) {
  PredictEntry video = entry(State::Working, true, 1);
  putBack(video);
  EXPECT_EQ(video.state, State::Waiting);
  EXPECT_TRUE(video.partial());
  EXPECT_TRUE(video.results->analysis().stopped);
  EXPECT_EQ(video.results->analysis().frames, 2);
  PredictEntry done = entry(State::Done, true, 1);
  putBack(done);
  EXPECT_EQ(done.state, State::Done);
}

} // namespace
} // namespace mien::ui::test
