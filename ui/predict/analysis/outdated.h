#pragma once

#include "ui/predict/list/predict_entry.h"

#include <QString>

namespace mien::ui {

/// What files are analysed with now.
struct CurrentSetup {
  AnalysisSetup setup; ///< its model is null when there is none
  FaceMode mode = FaceMode::Auto;
};

/// How what is in use now differs from what a result was made with.
enum class Outdated {
  No,
  Settings, ///< of the faces: those that concern this file
  Model,    ///< and perhaps the settings, too
};

/// No for what has no result, and while there is no model that could give another.
[[nodiscard]] Outdated outdated(const PredictEntry& entry, const CurrentSetup& now);

/// The results that are kept although what is in use would give others.
struct OutdatedResults {
  int count = 0;
  int ofModels = 0; ///< of other models than the one in use
  QString model;    ///< the title of that of all of them; empty when they are of several, or it has none

  [[nodiscard]] bool operator==(const OutdatedResults&) const = default;
};

[[nodiscard]] OutdatedResults outdatedResults(const std::vector<PredictEntry>& entries, const CurrentSetup& now);

} // namespace mien::ui
