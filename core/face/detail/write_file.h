#pragma once

#include <filesystem>
#include <string_view>

namespace mien::detail {

/// Writes `content` under a temporary name in the same folder and renames it. Throws Error (Io) naming the file.
void writeFile(const std::filesystem::path& file, std::string_view content);

} // namespace mien::detail
