#include "ui/live/session/live_settings.h"

#include <QSettings>

#include <algorithm>

namespace mien::ui {

namespace {

const auto kGroup = QStringLiteral("live");
const auto kDetector = QStringLiteral("detector");
const auto kDetectEvery = QStringLiteral("detectEvery");
const auto kSmoothing = QStringLiteral("smoothingSeconds");
const auto kMinFaceSide = QStringLiteral("minFaceSide");
const auto kUncertain = QStringLiteral("uncertainBelow");
const auto kMirrorCamera = QStringLiteral("mirrorCamera");
const auto kMirrorOthers = QStringLiteral("mirrorOthers");
const auto kRecordVideo = QStringLiteral("recordVideo");

} // namespace

LiveOptions LiveSettings::options() const {
  LiveOptions options;
  options.detectEvery = detectEvery;
  options.smoothingSeconds = smoothingSeconds;
  options.minFaceSide = minFaceSide;
  return options;
}

LiveSettings loadLiveSettings() {
  LiveSettings loaded;
  QSettings settings;
  settings.beginGroup(kGroup);
  loaded.detector =
      static_cast<DetectorKind>(std::clamp(settings.value(kDetector, static_cast<int>(loaded.detector)).toInt(), 0, 2));
  loaded.detectEvery = std::clamp(settings.value(kDetectEvery, loaded.detectEvery).toInt(), 0, 30);
  loaded.smoothingSeconds = std::clamp(settings.value(kSmoothing, loaded.smoothingSeconds).toDouble(), 0.0, 5.0);
  loaded.minFaceSide = std::clamp(settings.value(kMinFaceSide, loaded.minFaceSide).toInt(), 0, 1000);
  loaded.uncertainBelow = std::clamp(settings.value(kUncertain, loaded.uncertainBelow).toDouble(), 0.0, 1.0);
  loaded.mirrorCamera = settings.value(kMirrorCamera, loaded.mirrorCamera).toBool();
  loaded.mirrorOthers = settings.value(kMirrorOthers, loaded.mirrorOthers).toBool();
  loaded.recordVideo = settings.value(kRecordVideo, loaded.recordVideo).toBool();
  return loaded;
}

void saveLiveSettings(const LiveSettings& saved) {
  QSettings settings;
  settings.beginGroup(kGroup);
  settings.setValue(kDetector, static_cast<int>(saved.detector));
  settings.setValue(kDetectEvery, saved.detectEvery);
  settings.setValue(kSmoothing, saved.smoothingSeconds);
  settings.setValue(kMinFaceSide, saved.minFaceSide);
  settings.setValue(kUncertain, saved.uncertainBelow);
  settings.setValue(kMirrorCamera, saved.mirrorCamera);
  settings.setValue(kMirrorOthers, saved.mirrorOthers);
  settings.setValue(kRecordVideo, saved.recordVideo);
}

} // namespace mien::ui
