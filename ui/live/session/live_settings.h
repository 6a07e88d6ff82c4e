#pragma once

#include "core/live/live_options.h"
#include "ui/widgets/faces/face_settings.h"

namespace mien::ui {

/// What the user can set about watching live; remembered between sessions.
struct LiveSettings : FaceSettings {
  LiveSettings() { minFaceSide = 40; }

  int detectEvery = 0;           ///< frames; 0: as often as the time allows
  double smoothingSeconds = 0.4; ///< 0: off
  bool mirrorCamera = true;      ///< people expect to see themselves as in a mirror
  bool mirrorOthers = false;     ///< videos, images and streams
  bool recordVideo = false;      ///< a recording has the annotated pictures, too

  bool operator==(const LiveSettings&) const = default;

  [[nodiscard]] LiveOptions options() const;
};

[[nodiscard]] LiveSettings loadLiveSettings();
void saveLiveSettings(const LiveSettings& settings);

} // namespace mien::ui
