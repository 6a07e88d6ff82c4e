#include "core/common/text/ascii.h"

#include <algorithm>

namespace mien {

std::string asciiLower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char letter) { return asciiLower(letter); });
  return lower;
}

bool equalIgnoringCase(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, [](char a, char b) { return asciiLower(a) == asciiLower(b); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && isAsciiBlank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && isAsciiBlank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

} // namespace mien
