#pragma once

#include "core/data/dataset.h"
#include "core/data/detail/problem_log.h"

#include <cstdint>
#include <vector>

namespace mien::detail {

/// Moves `share` of each emotion's training samples to the validation split, chosen by `seed` alone (the same on every
/// platform). Samples with the same hash move together, so that the cut itself leaks nothing.
void cutValidation(std::vector<Sample>& samples, double share, std::uint64_t seed);

/// Logs each validation or test sample whose hash also stands in another split that comes before its own.
void findLeakage(const std::vector<Sample>& samples, ProblemLog& log);

} // namespace mien::detail
