#pragma once

#include <filesystem>
#include <string>

namespace mien {

/// The bytes of a regular file. Throws Error (NotFound, Io).
[[nodiscard]] std::string readFile(const std::filesystem::path& file);

} // namespace mien
