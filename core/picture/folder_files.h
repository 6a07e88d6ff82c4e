#pragma once

#include "core/picture/skipped_files.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace mien {

/// What one folder holds, each file by its content. A file that is called a picture (hasPictureSuffix) and is none
/// stands among the pictures: reading it says what is wrong with it, which counting it would not. Annotated copies are
/// no pictures and videos of a folder, see core/common/files/output_mark.h.
struct FolderFiles {
  std::vector<std::filesystem::path> pictures;
  std::vector<std::filesystem::path> videos;
  std::vector<std::filesystem::path> folders; ///< litter (.git, __MACOSX) and links to folders left out
  SkippedFiles skipped;                       ///< everything else, folders not included
  bool stopped = false;                       ///< by a stop request: the lists are not all
};

/// Lists a folder, each list sorted by name. Throws Error (NotFound, Io) naming it. Any thread.
[[nodiscard]] FolderFiles listFolder(const std::filesystem::path& folder, const std::stop_token& stop = {});

} // namespace mien
