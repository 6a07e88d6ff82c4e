#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mien {

/// The value below which `share` (0..1) of the values lie, interpolated between neighbours like numpy.percentile. The
/// values must be sorted; 0 for none.
[[nodiscard]] double percentile(std::span<const double> sorted, double share);

/// How long single calls took.
struct LatencyStats {
  std::size_t calls = 0;
  double medianMs = 0;
  double p95Ms = 0; ///< see percentile()
};

/// Sums up durations in milliseconds, in any order. None: all figures 0.
[[nodiscard]] LatencyStats summarizeLatency(std::vector<double> milliseconds);

} // namespace mien
