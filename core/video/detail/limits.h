#pragma once

#include <cstdint>

namespace mien::detail {

/// Pictures of more pixels than 8K cinema are a mistake or an attack: a decoder keeps a dozen and more of them.
inline constexpr std::int64_t kMaxVideoPixels = std::int64_t{8192} * 4320;

[[nodiscard]] constexpr bool tooLarge(int width, int height) {
  return width < 0 || height < 0 || std::int64_t{width} * height > kMaxVideoPixels;
}

/// What players take for high definition where colours do not say what they are.
[[nodiscard]] constexpr bool isHighDefinition(int width, int height) { return width >= 1280 || height > 576; }

} // namespace mien::detail
