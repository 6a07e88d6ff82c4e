#include "core/data/table/pixel_text.h"

#include "core/common/text/ascii.h"
#include "core/common/text/numbers.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace mien::detail {

namespace {

constexpr double kWhite = 255;

bool isBetween(char letter) {
  return isAsciiBlank(letter) || std::string_view(",;[](){}\"'").find(letter) != std::string_view::npos;
}

// Whole numbers parted by blanks, as FER2013 has them: 35,887 images of 2,304 pixels are read this way.
bool parsePlain(std::string_view text, std::vector<std::uint8_t>& pixels) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    if (*at == ' ') {
      ++at;
      continue;
    }
    std::uint8_t value = 0;
    const auto [next, error] = std::from_chars(at, end, value);
    if (error != std::errc() || (next != end && *next != ' ')) {
      return false;
    }
    pixels.push_back(value);
    at = next;
  }
  return true;
}

bool parseAny(std::string_view text, std::vector<std::uint8_t>& pixels, const char*& reason) {
  std::vector<double> values;
  double most = 0;
  bool fraction = false;
  while (!text.empty()) {
    if (isBetween(text.front())) {
      text.remove_prefix(1);
      continue;
    }
    std::size_t size = 0;
    while (size < text.size() && !isBetween(text[size])) {
      ++size;
    }
    const std::string_view word = text.substr(0, size);
    text.remove_prefix(size);
    if (word.find("..") != std::string_view::npos || word == "\xE2\x80\xA6") {
      reason = "its pixels are left out (\"...\"), as NumPy and pandas do where they print long arrays";
      return false;
    }
    const std::optional<double> value = parseReal(word.ends_with('.') ? word.substr(0, word.size() - 1) : word);
    if (!value || *value < 0 || *value > kWhite) {
      reason = value ? "a pixel is not between 0 and 255" : "a pixel is no number";
      return false;
    }
    values.push_back(*value);
    most = std::max(most, *value);
    fraction = fraction || *value != std::floor(*value);
  }
  const double scale = most <= 1 && fraction ? kWhite : 1;
  pixels.clear();
  for (const double value : values) {
    pixels.push_back(static_cast<std::uint8_t>(std::lround(value * scale)));
  }
  return true;
}

} // namespace

int parsePixels(std::string_view text, std::vector<std::uint8_t>& pixels, const char*& reason) {
  pixels.clear();
  if (!parsePlain(text, pixels) && !parseAny(text, pixels, reason)) {
    return 0;
  }
  const auto side = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(pixels.size()))));
  if (side == 0 || side * side != pixels.size()) {
    reason = "the number of its pixels is no square";
    return 0;
  }
  return static_cast<int>(side);
}

} // namespace mien::detail
