#pragma once

#include "core/face/detectors/face_detector_factory.h"

class QSettings;

namespace mien::ui {

/// How faces are found and when an answer counts, for whoever names emotions; remembered from one start to the next.
struct FaceSettings {
  DetectorKind detector = DetectorKind::Auto;
  int minFaceSide = 0;         ///< px of the picture; 0: no limit
  double uncertainBelow = 0.5; ///< probability of the most probable emotion; below it a face is called uncertain

  bool operator==(const FaceSettings&) const = default;

  [[nodiscard]] FaceDetectorOptions detectorOptions() const;

  /// Of the settings' present group. What is not stored, or out of range, stays as it is or becomes the nearest that
  /// may be.
  void load(const QSettings& stored, const QString& minFaceKey);
  void save(QSettings& stored, const QString& minFaceKey) const;
};

inline constexpr int kMostMinFaceSide = 2000; ///< px

} // namespace mien::ui
