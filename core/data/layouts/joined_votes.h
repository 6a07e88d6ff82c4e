#pragma once

#include "core/data/detail/layout_contents.h"
#include "core/data/detail/problem_log.h"
#include "core/data/layouts/pixel_source.h"
#include "core/data/layouts/table_file.h"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace mien::detail {

struct JoinedRows {
  std::size_t rows = 0;    ///< of either table
  std::size_t noFaces = 0; ///< rows whose image the votes' table does not name
};

/// Joins FER2013's pixels with the votes of FER+, which stand in the same order (https://github.com/microsoft/FERPlus).
/// Throws Error (BadData) where the tables have not the same number of rows (what follows the last image of a damaged
/// download aside) or a row is of another split than its partner.
[[nodiscard]] JoinedRows joinVotes(const TableFile& pixels, const TableFile& votes, std::vector<Record>& records,
                                   PixelSource& source, ProblemLog& log, const std::stop_token& stop);

} // namespace mien::detail
