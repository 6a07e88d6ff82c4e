#pragma once

#include <filesystem>

namespace mien::cli {

/// The weights file that a user means: the file itself, or a run folder's model_best.pth. Throws Error(NotFound).
[[nodiscard]] std::filesystem::path weightsFile(const std::filesystem::path& fileOrRunFolder);

/// The same where the user may name none (an empty path): the model that Mien comes with. Throws Error(NotFound).
[[nodiscard]] std::filesystem::path weightsFileOrDefault(const std::filesystem::path& fileOrRunFolder);

/// Whether a path looks like a model rather than like an image or a folder of images.
[[nodiscard]] bool namesModel(const std::filesystem::path& path);

} // namespace mien::cli
