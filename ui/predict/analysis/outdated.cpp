#include "ui/predict/analysis/outdated.h"

namespace mien::ui {

namespace {

bool sameDetector(const FaceDetectorOptions& a, const FaceDetectorOptions& b) {
  return a.kind == b.kind && a.minFaceSide == b.minFaceSide;
}

bool sameSettings(const PredictEntry& entry, const CurrentSetup& now) {
  const bool detector = sameDetector(entry.origin.setup->detector, now.setup.detector);
  if (entry.video) { // faces are always looked for
    return detector;
  }
  const FaceMode mode = entry.whole ? FaceMode::Whole : now.mode;
  return mode == entry.origin.mode && (mode == FaceMode::Whole || detector);
}

} // namespace

Outdated outdated(const PredictEntry& entry, const CurrentSetup& now) {
  const bool result = entry.finished() || entry.state == PredictEntry::State::Working;
  if (!result || !now.setup.model) {
    return Outdated::No;
  }
  if (entry.model() != now.setup.model) {
    return Outdated::Model;
  }
  return sameSettings(entry, now) ? Outdated::No : Outdated::Settings;
}

OutdatedResults outdatedResults(const std::vector<PredictEntry>& entries, const CurrentSetup& now) {
  OutdatedResults results;
  std::shared_ptr<SharedClassifier> model;
  bool several = false;
  for (const PredictEntry& entry : entries) {
    const Outdated how = entry.again ? Outdated::No : outdated(entry, now);
    results.count += how != Outdated::No ? 1 : 0;
    if (how == Outdated::Model) {
      several = several || (model && model != entry.model());
      model = entry.model();
      ++results.ofModels;
    }
  }
  results.model = model && !several ? model->title() : QString();
  return results;
}

} // namespace mien::ui
