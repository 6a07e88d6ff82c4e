#pragma once

#include <filesystem>

namespace mien {

/// Makes `folder`, and those above it, where it is missing. Throws Error (DiskFull, Io).
void makeFolder(const std::filesystem::path& folder);

} // namespace mien
