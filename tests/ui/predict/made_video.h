#pragma once

#include <filesystem>

namespace mien::ui::test {

/// Writes a video of 20 frames a second in which a view of 480x320 px drifts over a drawn photo with faces. False where
/// OpenCV has no encoder for it.
bool writeVideo(const std::filesystem::path& file, int frames);

} // namespace mien::ui::test
