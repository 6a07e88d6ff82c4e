#include "core/common/text/shown_argument.h"

#include "core/common/text/ascii.h"
#include "core/common/text/shown_text.h"

#include <algorithm>
#include <string_view>

namespace mien {

std::string shownArgument(const std::filesystem::path& path) {
  const std::string shown = shownText(path.native());
  const bool plain = !shown.empty() && std::ranges::all_of(shown, [](char letter) {
    return isAsciiLetter(letter) || isAsciiDigit(letter) || static_cast<unsigned char>(letter) >= 0x80 ||
           std::string_view("/._-+,:@%=").find(letter) != std::string_view::npos;
  });
  if (shown != path.native()) { // bash and zsh read these escapes
    std::string quoted = path.native().starts_with('-') ? "$'./" : "$'";
    for (const char letter : path.native()) {
      const bool escaped = letter == '\\' || letter == '\'';
      quoted += escaped ? std::string{'\\', letter} : shownText(std::string(1, letter));
    }
    return quoted + "'";
  }
  std::string text = shown.starts_with('-') ? "./" + shown : shown;
  if (plain) {
    return text;
  }
  std::string quoted = "'";
  for (const char letter : text) {
    quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  }
  return quoted + "'";
}

} // namespace mien
