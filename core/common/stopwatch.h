#pragma once

#include <chrono>

namespace mien {

[[nodiscard]] inline double secondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace mien
