#include "ui/live/session/live_settings.h"

#include <QSettings>

#include <algorithm>

namespace mien::ui {

namespace {

const auto kGroup = QStringLiteral("live");
const auto kDetectEvery = QStringLiteral("detectEvery");
const auto kSmoothing = QStringLiteral("smoothingSeconds");
const auto kMinFaceSide = QStringLiteral("minFaceSide");
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
  loaded.load(settings, kMinFaceSide);
  loaded.detectEvery = std::clamp(settings.value(kDetectEvery, loaded.detectEvery).toInt(), 0, 30);
  loaded.smoothingSeconds = std::clamp(settings.value(kSmoothing, loaded.smoothingSeconds).toDouble(), 0.0, 5.0);
  loaded.mirrorCamera = settings.value(kMirrorCamera, loaded.mirrorCamera).toBool();
  loaded.mirrorOthers = settings.value(kMirrorOthers, loaded.mirrorOthers).toBool();
  loaded.recordVideo = settings.value(kRecordVideo, loaded.recordVideo).toBool();
  return loaded;
}

void saveLiveSettings(const LiveSettings& saved) {
  QSettings settings;
  settings.beginGroup(kGroup);
  saved.save(settings, kMinFaceSide);
  settings.setValue(kDetectEvery, saved.detectEvery);
  settings.setValue(kSmoothing, saved.smoothingSeconds);
  settings.setValue(kMirrorCamera, saved.mirrorCamera);
  settings.setValue(kMirrorOthers, saved.mirrorOthers);
  settings.setValue(kRecordVideo, saved.recordVideo);
}

} // namespace mien::ui
