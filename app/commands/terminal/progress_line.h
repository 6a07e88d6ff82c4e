#pragma once

#include "core/eval/evaluator.h"

#include <string>

namespace mien::cli {

/// A line on standard error that rewrites itself; where that is no terminal, nothing.
[[nodiscard]] EvaluationObserver evaluationProgressLine(const std::string& doing);

} // namespace mien::cli
