#include "ui/predict/list/entry_transitions.h"

namespace mien::ui {

namespace {

using State = PredictEntry::State;

/// What is known of a video whose analysis was stopped without an outcome.
VideoAnalysis stoppedAnalysis(const VideoResults& results) {
  constexpr double kUsualRate = 25;
  const int frames = results.frames();
  return {true, frames, results.duration() > 0 ? (frames - 1) / results.duration() : kUsualRate, {}};
}

State stateOf(const PredictOutcome& outcome, const PredictEntry& entry) {
  if (outcome.video) {
    const bool any = entry.results && entry.results->statistics().faceCount() > 0;
    return outcome.stopped() ? State::Waiting : (any ? State::Done : State::NoFace);
  }
  if (!outcome.analysis) {
    return State::Failed;
  }
  return outcome.analysis->faces.empty() ? State::NoFace : State::Done;
}

void setOrigin(PredictEntry& entry, const AnalysisProvenance& origin, const SharedClasses& classes) {
  entry.origin = origin;
  entry.classes = classes;
}

} // namespace

bool applyUpdate(PredictEntry& entry, const VideoUpdate& update, const SharedClasses& classes) {
  const auto known = entry.state == State::Working ? static_cast<std::uint64_t>(entry.results->frames()) : 0;
  if (!update.frames.empty() && update.frames.front()->frame != known) {
    return false;
  }
  if (entry.state != State::Working) {
    entry.state = State::Working;
    entry.again = false;
    setOrigin(entry, update.origin, classes);
    entry.results = std::make_shared<VideoResults>(update.origin.model->labels, update.framing);
  }
  for (const std::shared_ptr<const FrameResult>& result : update.frames) {
    entry.results->add(*result);
  }
  entry.progress = static_cast<double>(update.progress.done) / static_cast<double>(update.progress.total);
  entry.size = update.size;
  if (!update.thumbnail.isEmpty()) {
    entry.thumbnail = update.thumbnail;
  }
  return true;
}

void applyOutcome(PredictEntry& entry, const PredictOutcome& outcome, const SharedClasses& classes) {
  const bool stoppedAtOnce = outcome.stopped() && entry.state != State::Working;
  entry.again = false;
  entry.problem = outcome.problem;
  if (stoppedAtOnce || (entry.finished() && outcome.failed())) { // the result of before is better than none
    return;
  }
  entry.state = stateOf(outcome, entry);
  setOrigin(entry, outcome.origin, classes);
  if (entry.video) {
    if (entry.results) { // also of one that failed in the middle
      entry.results->finish(outcome.video ? *outcome.video : stoppedAnalysis(*entry.results));
    }
    return;
  }
  entry.analysis = outcome.analysis;
  entry.notes = outcome.notes;
  entry.size = outcome.size;
  entry.thumbnail = outcome.thumbnail;
}

void takeAsWhole(PredictEntry& entry) {
  entry.whole = true;
  entry.state = State::Waiting;
  entry.analysis.reset();
}

void analyseAgain(PredictEntry& entry) {
  if (entry.finished()) {
    entry.again = true;
    return;
  }
  entry.state = State::Waiting;
  entry.results.reset();
  entry.problem.clear();
}

void keepResult(PredictEntry& entry) { entry.again = false; }

void changeSetup(PredictEntry& entry) {
  if (entry.finished()) {
    entry.problem.clear();
  }
}

void putBack(PredictEntry& entry) {
  if (entry.state == State::Working) {
    entry.state = State::Waiting;
    entry.results->finish(stoppedAnalysis(*entry.results));
  }
}

} // namespace mien::ui
