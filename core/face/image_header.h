#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace mien {

/// What the first bytes of an image file promise.
struct ImageHeader {
  std::uint64_t width = 0;
  std::uint64_t height = 0;
  bool hasAlpha = false;
};

/// Reads the size from the header of a PNG, JPEG, BMP, WebP, TIFF or PNM (P1-P6) file without decoding anything;
/// nothing for another format or a header that is cut short.
[[nodiscard]] std::optional<ImageHeader> readImageHeader(std::span<const std::uint8_t> file);

} // namespace mien
