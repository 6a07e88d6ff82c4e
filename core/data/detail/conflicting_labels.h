#pragma once

#include "core/data/dataset.h"
#include "core/data/detail/problem_log.h"

#include <vector>

namespace mien::detail {

/// Logs each sample whose picture also stands earlier in its own split, under another emotion: whichever of the two is
/// right, training learns both.
void findConflictingLabels(const std::vector<Sample>& samples, ProblemLog& log);

} // namespace mien::detail
