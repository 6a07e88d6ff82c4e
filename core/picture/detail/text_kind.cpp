#include "core/common/text/ascii.h"
#include "core/picture/detail/signatures.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace mien::detail {

namespace {

constexpr FileType other(std::string_view what) { return {FileKind::Other, PictureFormat::None, false, what}; }

/// UTF-16 as bytes of one each, which is all that separators and line ends need; other texts as they are.
std::string narrowed(Bytes file) {
  const bool little = file.size() >= 2 && file[0] == 0xFF && file[1] == 0xFE;
  const bool big = file.size() >= 2 && file[0] == 0xFE && file[1] == 0xFF;
  std::string text;
  if (little || big) {
    for (std::size_t at = 2; at + 1 < file.size(); at += 2) {
      const std::uint8_t high = file[at + (little ? 1 : 0)];
      text += high == 0 ? static_cast<char>(file[at + (little ? 0 : 1)]) : '?';
    }
    return text;
  }
  const bool mark = hasText(file, 0, "\xEF\xBB\xBF");
  text.assign(file.begin() + (mark ? 3 : 0), file.end());
  return text;
}

bool isText(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return byte < 0x20 && !isAsciiBlank(c) && byte != 0x1B && byte != 0x1A;
  });
}

/// Two lines with the same separators are a table; of a last line that the look cuts off, only the beginning is seen.
bool isTable(std::string_view text, bool whole) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < 2) {
    const std::size_t end = text.find_first_of("\r\n");
    const std::string_view line = text.substr(0, end);
    if (!trimmed(line).empty()) {
      lines.push_back(line);
    }
    const bool cut = end == std::string_view::npos;
    if (cut && !lines.empty() && !whole) {
      break;
    }
    text = cut ? std::string_view() : text.substr(end + 1);
  }
  const bool lastIsCut = !whole && text.find_first_of("\r\n") == std::string_view::npos;
  const auto separators = [](std::string_view line, char separator) {
    bool quoted = false;
    return std::count_if(line.begin(), line.end(), [&](char c) {
      quoted = quoted != (c == '"');
      return c == separator && !quoted;
    });
  };
  constexpr std::array kSeparators{',', ';', '\t', '|'};
  return !lines.empty() && std::any_of(kSeparators.begin(), kSeparators.end(), [&](char separator) {
    const auto first = separators(lines.front(), separator);
    const auto last = separators(lines.back(), separator);
    return first > 0 && (lines.size() == 1 || last == first || (lastIsCut && last < first && last > 0));
  });
}

} // namespace

std::optional<FileType> detectTextType(Bytes file, bool whole) {
  const std::string text = narrowed(file);
  const std::string start = asciiLower(trimmed(std::string_view(text).substr(0, 512)));
  const auto begins = [&](std::string_view mark) { return std::string_view(start).starts_with(mark); };
  if (begins("version https://git-lfs")) {
    return other("a Git LFS pointer, not the file itself");
  }
  if (begins("<!doctype html") || begins("<html")) {
    return other("a web page");
  }
  if (begins("<svg") || (begins("<?xml") && start.find("<svg") != std::string::npos)) {
    return other("an SVG drawing");
  }
  if (!isText(text)) {
    return std::nullopt;
  }
  if (begins("<") || begins("{") || begins("[")) {
    return other(kTextFile);
  }
  if (begins("sep=") || isTable(text, whole)) {
    return FileType{FileKind::Table, PictureFormat::None, false, "a table"};
  }
  return other(kTextFile);
}

} // namespace mien::detail
