#include "app/commands/progress_line.h"

#include <cstdio>

#include <unistd.h>

namespace mien::cli {

EvaluationObserver evaluationProgressLine(const std::string& doing) {
  if (isatty(STDERR_FILENO) == 0) {
    return {};
  }
  return [doing](const EvaluationProgress& progress) {
    std::fprintf(stderr, "\r%s %zu/%zu, %.0f images/s%s", doing.c_str(), progress.done, progress.total,
                 progress.imagesPerSecond, progress.done == progress.total ? "\n" : "  ");
  };
}

} // namespace mien::cli
