#include "ui/widgets/faces/face_settings.h"

#include <QSettings>

#include <algorithm>

namespace mien::ui {

namespace {

const auto kDetector = QStringLiteral("detector");
const auto kUncertainBelow = QStringLiteral("uncertainBelow");

} // namespace

FaceDetectorOptions FaceSettings::detectorOptions() const {
  FaceDetectorOptions options;
  options.kind = detector;
  options.minFaceSide = minFaceSide;
  return options;
}

void FaceSettings::load(const QSettings& stored, const QString& minFaceKey) {
  constexpr int kLast = static_cast<int>(DetectorKind::YuNet);
  const int kind = stored.value(kDetector, static_cast<int>(detector)).toInt();
  detector = static_cast<DetectorKind>(std::clamp(kind, 0, kLast));
  minFaceSide = std::clamp(stored.value(minFaceKey, minFaceSide).toInt(), 0, kMostMinFaceSide);
  uncertainBelow = std::clamp(stored.value(kUncertainBelow, uncertainBelow).toDouble(), 0.0, 1.0);
}

void FaceSettings::save(QSettings& stored, const QString& minFaceKey) const {
  stored.setValue(kDetector, static_cast<int>(detector));
  stored.setValue(minFaceKey, minFaceSide);
  stored.setValue(kUncertainBelow, uncertainBelow);
}

} // namespace mien::ui
