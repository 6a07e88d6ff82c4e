#pragma once

#include "core/eval/evaluator.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace mien::cli {

/// Draws the charts of an evaluation as pictures into `folder` and returns the files. Needs no screen. A program that
/// was built without the desktop application, whose charts they are, says so on the standard error and draws none.
std::vector<std::filesystem::path> writePlots(std::shared_ptr<const EvaluationResult> result,
                                              const std::filesystem::path& folder);

} // namespace mien::cli
