#pragma once

#include "core/live/frame_source.h"

#include <memory>

namespace mien::detail {

/// A source whose frames need not be read one after the other.
class SeekableSource : public FrameSource {
public:
  /// read() goes on with the frame of this number, or with one near it: containers without an index, or with frames of
  /// uneven length, are not exact. False when it cannot be done.
  [[nodiscard]] virtual bool seek(std::int64_t frame) = 0;
};

// What openSource() chooses from; errors as there.

[[nodiscard]] std::unique_ptr<FrameSource> openCamera(const SourceSpec& spec);
[[nodiscard]] std::unique_ptr<SeekableSource> openVideo(const SourceSpec& spec);
[[nodiscard]] std::unique_ptr<FrameSource> openUrl(const SourceSpec& spec);
[[nodiscard]] std::unique_ptr<FrameSource> openFolder(const SourceSpec& spec);

} // namespace mien::detail
