#pragma once

#include "core/data/detail/layout_contents.h"
#include "core/data/detail/problem_log.h"
#include "core/data/layouts/table_file.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace mien::detail {

/// Reads tables that hold the pixels themselves, as Kaggle's FER2013: fer2013.csv, or else icml_face_data.csv, or else
/// the first one with a column of splits, or else one a split (train.csv, valid.csv, test.csv), or else the first;
/// which were not read is in the description. Without a split all is training. The files are streamed. With `votes`,
/// Microsoft's fer2013new.csv, its votes label the images row by row. Nothing, and why in `reason`, where no row holds
/// an image. Throws Error (BadData) where the labels are numbered from 1, or the two tables do not belong together.
[[nodiscard]] std::optional<LayoutContents> readPixelTables(const std::vector<TableFile>& tables,
                                                            const TableFile* votes, ProblemLog& log,
                                                            std::string& reason, const std::stop_token& stop);

} // namespace mien::detail
