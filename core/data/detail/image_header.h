#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace mien::detail {

struct ImageHeader {
  int width = 0;
  int height = 0;
  bool colour = false;
};

/// Reads size and kind of a PNG (ISO/IEC 15948) or JPEG (ITU-T T.81) without decoding it. Nothing for another format, a
/// damaged header, a file that stops before the format's end mark, or more than 100 megapixels.
[[nodiscard]] std::optional<ImageHeader> readImageHeader(std::span<const std::uint8_t> file);

} // namespace mien::detail
