#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace mien {

/// The model that Mien comes with.
inline constexpr const char* kDefaultModelFile = "ferplus_b3.pth";

/// Folders that may hold it, in the order they are tried: $MIEN_MODELS_DIR, share/mien/models beside the folder of the
/// running program (an installed Mien), mien/models in $XDG_DATA_DIRS (by default /usr/local/share and /usr/share), and
/// resources/models of the source tree that this program was built from.
[[nodiscard]] std::vector<std::filesystem::path> defaultModelFolders();

/// The first folder's kDefaultModelFile; nothing where there is none.
[[nodiscard]] std::optional<std::filesystem::path> findDefaultModel();

} // namespace mien
