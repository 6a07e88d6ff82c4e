#pragma once

#include "core/data/detail/layout_contents.h"
#include "core/data/detail/problem_log.h"
#include "core/data/layouts/file_tree.h"

#include <optional>
#include <stop_token>
#include <string>

namespace mien::detail {

/// Reads images that stand in folders named after emotions, in any spelling parseEmotion() knows, at any depth: inside
/// folders named after splits or without them (all is `split` then), with a folder a person on either side. Files come
/// in the order of their names. Nothing, and why in `reason`, where no folder is named after an emotion.
/// Throws Error (BadData) where the classes are numbers, where folders whose names are no emotions hold as many images
/// of a split as the others, or where several data sets stand side by side.
[[nodiscard]] std::optional<LayoutContents> readClassFolders(const std::filesystem::path& root, Split split,
                                                             const FileTree& tree, ProblemLog& log, std::string& reason,
                                                             const std::stop_token& stop);

} // namespace mien::detail
