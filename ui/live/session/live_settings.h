#pragma once

#include "core/face/detectors/face_detector_factory.h"
#include "core/live/live_options.h"

namespace mien::ui {

/// What the user can set about watching live; remembered between sessions.
struct LiveSettings {
  DetectorKind detector = DetectorKind::Auto;
  int detectEvery = 0;           ///< frames; 0: as often as the time allows
  double smoothingSeconds = 0.4; ///< 0: off
  int minFaceSide = 40;          ///< px of the picture
  double uncertainBelow = 0.5;   ///< a face whose most probable emotion is below this is called uncertain
  bool mirrorCamera = true;      ///< people expect to see themselves as in a mirror
  bool mirrorOthers = false;     ///< videos, images and streams
  bool recordVideo = false;      ///< a recording has the annotated pictures, too

  bool operator==(const LiveSettings&) const = default;

  [[nodiscard]] LiveOptions options() const;
};

[[nodiscard]] LiveSettings loadLiveSettings();
void saveLiveSettings(const LiveSettings& settings);

} // namespace mien::ui
