#pragma once

#include <filesystem>

namespace mien {

/// Whether loadDataset() may be given this file: a table of images (or their pixels) and labels. Reads its first rows
/// only. Never throws. Any thread.
[[nodiscard]] bool isLabelTable(const std::filesystem::path& file);

} // namespace mien
