#pragma once

#include "core/data/dataset.h"
#include "core/data/detail/problem_log.h"

#include <vector>

namespace mien::detail {

/// Moves training samples to the validation split as ValidationHoldout says. False when nothing could be cut: a share
/// of 0, or fewer than two images (groups) that differ.
bool holdOutValidation(std::vector<Sample>& samples, const ValidationHoldout& cut);

/// Logs each validation or test sample whose hash also stands in another split that comes before its own.
void findLeakage(const std::vector<Sample>& samples, ProblemLog& log);

/// Counts the samples of each split into the summary.
void countImages(Dataset& dataset);

} // namespace mien::detail
