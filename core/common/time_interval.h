#pragma once

namespace mien {

/// s, from the beginning of a video or recording.
struct TimeInterval {
  double from = 0;
  double to = 0;
};

} // namespace mien
