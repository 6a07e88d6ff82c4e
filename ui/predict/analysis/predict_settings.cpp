#include "ui/predict/analysis/predict_settings.h"

#include <QSettings>

#include <algorithm>

namespace mien::ui {

namespace {

const auto kGroup = QStringLiteral("predict");
const auto kModeKey = QStringLiteral("mode");
const auto kMinFaceKey = QStringLiteral("minFace");

constexpr int kLastMode = static_cast<int>(FaceMode::Detect);

} // namespace

bool PredictSettings::sameAnalysis(const PredictSettings& other) const {
  return mode == other.mode && detector == other.detector && minFaceSide == other.minFaceSide;
}

PredictSettings PredictSettings::load() {
  QSettings stored;
  stored.beginGroup(kGroup);
  PredictSettings settings;
  settings.FaceSettings::load(stored, kMinFaceKey);
  settings.mode = static_cast<FaceMode>(std::clamp(stored.value(kModeKey, 0).toInt(), 0, kLastMode));
  return settings;
}

void PredictSettings::save() const {
  QSettings stored;
  stored.beginGroup(kGroup);
  FaceSettings::save(stored, kMinFaceKey);
  stored.setValue(kModeKey, static_cast<int>(mode));
}

} // namespace mien::ui
