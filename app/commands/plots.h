#pragma once

#include "core/eval/evaluator.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace mien::cli {

/// Throws Error (BadArgument) when this program was built without the desktop application, which draws the charts.
void requirePlots();

/// Draws the charts of an evaluation as pictures into `folder` and returns the files. Needs no screen.
std::vector<std::filesystem::path> writePlots(std::shared_ptr<const EvaluationResult> result,
                                              const std::filesystem::path& folder);

} // namespace mien::cli
