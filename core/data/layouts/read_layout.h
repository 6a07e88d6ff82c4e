#pragma once

#include "core/data/detail/layout_contents.h"
#include "core/data/detail/problem_log.h"

#include <filesystem>
#include <stop_token>

namespace mien::detail {

/// Finds out the layout of the data set in the folder `root` (or in the table `root`) and reads its labels: tables of
/// images in files first, then tables of pixels, then folders named after emotions. Throws Error (BadData), which says
/// for each layout why it does not fit.
[[nodiscard]] LayoutContents readLayout(const std::filesystem::path& root, ProblemLog& log,
                                        const std::stop_token& stop);

} // namespace mien::detail
