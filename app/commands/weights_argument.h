#pragma once

#include <filesystem>

namespace mien::cli {

/// The weights file that a user means: the file itself, or a run folder's model_best.pth. Throws Error(NotFound).
[[nodiscard]] std::filesystem::path weightsFile(const std::filesystem::path& fileOrRunFolder);

} // namespace mien::cli
