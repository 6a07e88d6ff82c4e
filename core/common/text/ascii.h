#pragma once

#include <string>
#include <string_view>

namespace mien {

// Letters as file formats know them. std::tolower follows the locale: under tr_TR it leaves 'I' as it is, and ".TIF" is
// no picture any more. Other bytes, those of UTF-8 among them, are left alone. Any thread.

[[nodiscard]] constexpr char asciiLower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

[[nodiscard]] std::string asciiLower(std::string_view text);

/// Whether both are the same but for capitals.
[[nodiscard]] bool equalIgnoringCase(std::string_view one, std::string_view other);

/// Space, tab, line feed, carriage return, vertical tab and form feed.
[[nodiscard]] constexpr bool isAsciiBlank(char letter) { return letter == ' ' || (letter >= '\t' && letter <= '\r'); }

[[nodiscard]] constexpr bool isAsciiDigit(char letter) { return letter >= '0' && letter <= '9'; }

[[nodiscard]] constexpr bool isAsciiLetter(char letter) {
  return asciiLower(letter) >= 'a' && asciiLower(letter) <= 'z';
}

/// Without the blanks at both ends; a part of `text`.
[[nodiscard]] std::string_view trimmed(std::string_view text);

} // namespace mien
