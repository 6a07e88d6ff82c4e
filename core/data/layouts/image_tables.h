#pragma once

#include "core/data/detail/layout_contents.h"
#include "core/data/detail/problem_log.h"
#include "core/data/layouts/file_tree.h"
#include "core/data/layouts/table_file.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace mien::detail {

/// Reads images in files that tables label: FER+ folders with their label.csv, one table for all splits, one a split.
/// Of several tables for one split, that in the split's own folder wins, then that named after the split, then the
/// common one (fer2013new.csv before label.csv before others); which were not read is in the description. Nothing, and
/// why in `reason`, where no row leads to an image; `log` is of no use then. Images of which
/// nothing says the split are of `split`. Throws Error (BadData) where the labels are numbers that Mien cannot know.
[[nodiscard]] std::optional<LayoutContents> readImageTables(const std::filesystem::path& root,
                                                            const std::vector<TableFile>& tables, Split split,
                                                            const FileTree& tree, ProblemLog& log, std::string& reason,
                                                            const std::stop_token& stop);

/// The best table among those for all splits; none where `tables` is empty.
[[nodiscard]] const TableFile* commonTable(const std::vector<const TableFile*>& tables);

} // namespace mien::detail
