#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace mien {

/// Larger images are a mistake or an attack; nobody decodes them.
inline constexpr std::uint64_t kMaxImagePixels = 100'000'000;

/// What an image file says of itself.
struct ImageHeader {
  std::uint64_t width = 0;
  std::uint64_t height = 0;
  bool hasAlpha = false; ///< PNG and WebP only
  bool colour = false;   ///< PNG and JPEG only
  bool complete = true;  ///< PNG and JPEG: the format's end mark is there

  [[nodiscard]] bool tooLarge() const { return width > kMaxImagePixels || height > kMaxImagePixels / width; }
};

/// Reads a PNG (ISO/IEC 15948), JPEG (ITU-T T.81), BMP, WebP, TIFF or PNM (P1-P6) file without decoding anything;
/// nothing for another format or a header that is cut short. Width and height are at least 1.
[[nodiscard]] std::optional<ImageHeader> readImageHeader(std::span<const std::uint8_t> file);

} // namespace mien
