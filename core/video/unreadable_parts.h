#pragma once

#include "core/common/time_interval.h"

#include <span>
#include <string>
#include <vector>

namespace mien {

/// Collects the parts of a video, s from its beginning, that its decoder or demuxer could not read; those that touch,
/// or nearly so, become one. Bounded.
class UnreadableParts {
public:
  void add(double from, double to);
  [[nodiscard]] const std::vector<TimeInterval>& parts() const { return m_parts; } ///< in time

private:
  std::vector<TimeInterval> m_parts;
};

/// "12.4-13.1 s and 20.0-20.3 s unreadable"; of many the first few and how many more. Empty without any.
[[nodiscard]] std::string unreadableText(std::span<const TimeInterval> parts);

} // namespace mien
