#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mien {

/// The value of an environment variable; empty where it is not set.
[[nodiscard]] std::string environmentVariable(const char* name);

/// Where a program keeps the user's own files: $XDG_DATA_HOME, by default ~/.local/share (XDG base directory
/// specification).
[[nodiscard]] std::filesystem::path userDataFolder();

/// Where a program keeps what it has seen and done, logs among it: $XDG_STATE_HOME, by default ~/.local/state. Empty
/// where there is neither.
[[nodiscard]] std::filesystem::path userStateFolder();

/// Where programs find shared files: $XDG_DATA_DIRS, then /usr/local/share and /usr/share in any case.
[[nodiscard]] std::vector<std::filesystem::path> systemDataFolders();

} // namespace mien
