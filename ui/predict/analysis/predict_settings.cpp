#include "ui/predict/analysis/predict_settings.h"

#include <QSettings>

#include <algorithm>

namespace mien::ui {

namespace {

const auto kModeKey = QStringLiteral("predict/mode");
const auto kDetectorKey = QStringLiteral("predict/detector");
const auto kMinFaceKey = QStringLiteral("predict/minFace");
const auto kThresholdKey = QStringLiteral("predict/uncertainBelow");

constexpr int kLastChoice = 2; // of three modes and three detectors

} // namespace

FaceDetectorOptions PredictSettings::detectorOptions() const {
  FaceDetectorOptions options;
  options.kind = detector;
  options.minFaceSide = minFaceSide;
  return options;
}

bool PredictSettings::sameAnalysis(const PredictSettings& other) const {
  return mode == other.mode && detector == other.detector && minFaceSide == other.minFaceSide;
}

PredictSettings PredictSettings::load() {
  const QSettings stored;
  PredictSettings settings;
  settings.mode = static_cast<FaceMode>(std::clamp(stored.value(kModeKey, 0).toInt(), 0, kLastChoice));
  settings.detector = static_cast<DetectorKind>(std::clamp(stored.value(kDetectorKey, 0).toInt(), 0, kLastChoice));
  settings.minFaceSide = std::max(0, stored.value(kMinFaceKey, settings.minFaceSide).toInt());
  settings.threshold = std::clamp(stored.value(kThresholdKey, settings.threshold).toDouble(), 0.0, 1.0);
  return settings;
}

void PredictSettings::save() const {
  QSettings stored;
  stored.setValue(kModeKey, static_cast<int>(mode));
  stored.setValue(kDetectorKey, static_cast<int>(detector));
  stored.setValue(kMinFaceKey, minFaceSide);
  stored.setValue(kThresholdKey, threshold);
}

} // namespace mien::ui
