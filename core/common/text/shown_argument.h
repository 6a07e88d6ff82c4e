#pragma once

#include <filesystem>
#include <string>

namespace mien {

/// A path as it may be copied from a message into the command line of a shell: quoted where it has to be. Any thread.
[[nodiscard]] std::string shownArgument(const std::filesystem::path& path);

} // namespace mien
