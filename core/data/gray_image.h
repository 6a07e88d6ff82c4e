#pragma once

#include <cstddef>
#include <cstdint>

namespace mien {

/// A view of an 8-bit grey image that somebody else owns.
struct GrayView {
  const std::uint8_t* data = nullptr;
  int width = 0;
  int height = 0;
  std::ptrdiff_t stride = 0; ///< bytes from one row to the next
};

} // namespace mien
