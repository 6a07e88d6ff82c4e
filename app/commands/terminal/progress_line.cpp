#include "app/commands/terminal/progress_line.h"

#include <fmt/format.h>

#include <cstdio>

#include <unistd.h>

namespace mien::cli {

EvaluationObserver evaluationProgressLine(const std::string& doing) {
  if (isatty(STDERR_FILENO) == 0) {
    return {};
  }
  return [doing](const EvaluationProgress& progress) {
    const std::string line = fmt::format("\r{} {}/{}, {:.0f} images/s{}", doing, progress.done, progress.total,
                                         progress.imagesPerSecond, progress.done == progress.total ? "\n" : "  ");
    std::fputs(line.c_str(), stderr);
  };
}

} // namespace mien::cli
