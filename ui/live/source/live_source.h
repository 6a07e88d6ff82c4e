#pragma once

#include "core/live/source/frame_source.h"

#include <QString>

namespace mien::ui {

/// What the Live page shows.
struct LiveSource {
  enum class Kind { Camera, Video, Folder, Url, Recording };

  Kind kind = Kind::Camera;
  std::string location; ///< as in SourceSpec; of a recording its folder. Empty: not chosen yet
  QString name;         ///< for the user
  bool loop = false;

  /// Whether it shows what happens now: a camera or a stream.
  [[nodiscard]] bool isLive() const { return kind == Kind::Camera || kind == Kind::Url; }
  [[nodiscard]] SourceSpec spec() const;                    ///< not of a recording
  [[nodiscard]] bool sameAs(const LiveSource& other) const; ///< whatever it is called
};

} // namespace mien::ui
