#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace mien::detail {

/// Reads the pixels of a square grey image from one field: numbers parted by blanks, commas or semicolons, in brackets
/// or not, with decimals or not; numbers that all lie between 0 and 1 with a fraction among them are shares of 255.
/// Returns the side, or 0 and why in `reason`, a text that lives for ever.
[[nodiscard]] int parsePixels(std::string_view text, std::vector<std::uint8_t>& pixels, const char*& reason);

} // namespace mien::detail
