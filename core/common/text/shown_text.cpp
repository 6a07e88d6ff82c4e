#include "core/common/text/shown_text.h"

#include "core/common/text/address.h"

#include <cstdint>

namespace mien {

namespace {

/// Length of the UTF-8 character (RFC 3629) that the text begins with, 0 where it begins with none.
std::size_t utf8Length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xc2 ? 0
                             : first < 0xe0 ? 2
                             : first < 0xf0 ? 3
                             : first < 0xf5 ? 4
                                            : 0;
  if (length == 0 || text.size() < length) {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80) {
      return 0;
    }
  }
  // Overlong forms, surrogates, and what lies beyond U+10FFFF.
  const bool wrong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f) ||
                     (first == 0xf0 && byte(1) < 0x90) || (first == 0xf4 && byte(1) > 0x8f);
  return wrong ? 0 : length;
}

void appendEscaped(std::string& text, char letter) {
  switch (letter) {
  case '\n':
    text += "\\n";
    return;
  case '\r':
    text += "\\r";
    return;
  case '\t':
    text += "\\t";
    return;
  default:
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto byte = static_cast<std::uint8_t>(letter);
    text += "\\x";
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
}

/// C0, DEL and C1 controls: a terminal would obey them.
bool isControl(std::string_view character) {
  const auto first = static_cast<std::uint8_t>(character[0]);
  return character.size() == 1 ? first < 0x20 || first == 0x7f
                               : first == 0xc2 && static_cast<std::uint8_t>(character[1]) < 0xa0;
}

} // namespace

std::string shownText(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t length = utf8Length(text);
    if (length == 0 || isControl(text.substr(0, length))) {
      for (const char letter : text.substr(0, length == 0 ? 1 : length)) {
        appendEscaped(shown, letter);
      }
    } else {
      shown += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return shown;
}

bool isUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8Length(text);
    if (length == 0) {
      return false;
    }
    text.remove_prefix(length);
  }
  return true;
}

std::string shownPath(const std::filesystem::path& path) { return shownText(withoutPassword(path.native())); }

} // namespace mien
