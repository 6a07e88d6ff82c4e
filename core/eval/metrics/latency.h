#pragma once

#include <cstddef>
#include <vector>

namespace mien {

/// How long single calls took.
struct LatencyStats {
  std::size_t calls = 0;
  double medianMs = 0;
  double p95Ms = 0; ///< interpolated between neighbours, like numpy.percentile
};

/// Sums up durations in milliseconds, in any order. None: all figures 0.
[[nodiscard]] LatencyStats summarizeLatency(std::vector<double> milliseconds);

} // namespace mien
