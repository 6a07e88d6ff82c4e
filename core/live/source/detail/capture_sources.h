#pragma once

#include "core/live/source/frame_source.h"

#include <memory>

namespace mien::detail {

// What openSource() chooses from; errors as there.

[[nodiscard]] std::unique_ptr<FrameSource> openCamera(const SourceSpec& spec);
[[nodiscard]] std::unique_ptr<FrameSource> openVideo(const SourceSpec& spec);
[[nodiscard]] std::unique_ptr<FrameSource> openUrl(const SourceSpec& spec);
[[nodiscard]] std::unique_ptr<FrameSource> openFolder(const SourceSpec& spec);

} // namespace mien::detail
