#pragma once

#include "core/picture/skipped_files.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace mien::detail {

/// The files below a folder, listed once, without the litter that operating systems and notebooks leave.
struct FileTree {
  std::vector<std::string> images; ///< paths relative to the folder, sorted; by suffix, or else by content
  std::vector<std::string> others; ///< the same of other files in its folders, tables not included
  SkippedFiles skipped;            ///< the others by kind, and the litter
};

/// Symbolic links are followed, each folder is entered once. Throws Error (BadData) where there are so many folders
/// that `root` can be no data set, and (Io) where one cannot be listed, unless others than `all` are wanted: beside a
/// table that was named may stand what is none of its business.
[[nodiscard]] FileTree listFiles(const std::filesystem::path& root, const std::stop_token& stop, bool all = true);

/// Names of the folders in `folder`, sorted, without litter; none where it cannot be read.
[[nodiscard]] std::vector<std::string> foldersIn(const std::filesystem::path& folder);

} // namespace mien::detail
