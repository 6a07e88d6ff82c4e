#include "core/eval/metrics/latency.h"

#include <algorithm>
#include <cmath>

namespace mien {

double percentile(std::span<const double> sorted, double share) {
  if (sorted.empty()) {
    return 0;
  }
  const double position = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], position - static_cast<double>(below));
}

LatencyStats summarizeLatency(std::vector<double> milliseconds) {
  std::ranges::sort(milliseconds);
  return {milliseconds.size(), percentile(milliseconds, 0.5), percentile(milliseconds, 0.95)};
}

} // namespace mien
