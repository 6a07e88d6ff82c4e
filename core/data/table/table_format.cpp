#include "core/data/table/table_format.h"

#include "core/common/text/ascii.h"

#include <algorithm>
#include <array>

namespace mien::detail {

namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kLittleEndianMark = "\xFF\xFE";
constexpr std::string_view kBigEndianMark = "\xFE\xFF";
constexpr std::size_t kMostBlankFields = 3; // "name label", "name label split": more is a list of numbers or a sentence

std::uint32_t unitAt(std::string_view text, std::size_t at, TextEncoding encoding) {
  const auto first = static_cast<std::uint8_t>(text[at]);
  const auto second = static_cast<std::uint8_t>(text[at + 1]);
  return encoding == TextEncoding::Utf16LittleEndian ? static_cast<std::uint32_t>(first | second << 8)
                                                     : static_cast<std::uint32_t>(first << 8 | second);
}

void appendUtf8(std::string& text, std::uint32_t code) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80U | (code >> shift & 0x3FU)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0U | code >> 12);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | code >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

void findEncoding(std::string_view start, TableFormat& format) {
  if (start.starts_with(kUtf8Mark)) {
    format.byteOrderMark = kUtf8Mark.size();
  } else if (start.starts_with(kLittleEndianMark)) {
    format.encoding = TextEncoding::Utf16LittleEndian;
    format.byteOrderMark = kLittleEndianMark.size();
  } else if (start.starts_with(kBigEndianMark)) {
    format.encoding = TextEncoding::Utf16BigEndian;
    format.byteOrderMark = kBigEndianMark.size();
  } else if (start.size() >= 4 && start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0) {
    format.encoding = TextEncoding::Utf16LittleEndian; // no mark, but every second byte is zero
  } else if (start.size() >= 4 && start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0) {
    format.encoding = TextEncoding::Utf16BigEndian;
  }
}

// How often `delimiter` stands in the line where it can part fields: outside quotes and brackets.
std::size_t countOutside(std::string_view line, char delimiter) {
  std::size_t count = 0;
  bool quoted = false;
  int depth = 0;
  for (const char letter : line) {
    if (letter == '"') {
      quoted = !quoted;
    } else if (quoted) {
      continue;
    } else if (letter == '[' || letter == '(') {
      ++depth;
    } else if (letter == ']' || letter == ')') {
      depth = std::max(0, depth - 1);
    } else if (letter == delimiter && depth == 0) {
      ++count;
    }
  }
  return count;
}

char findDelimiter(std::string_view line) {
  constexpr std::array<char, 4> kDelimiters = {',', ';', '\t', '|'};
  char best = ',';
  std::size_t most = 0;
  for (const char delimiter : kDelimiters) {
    if (const std::size_t count = countOutside(line, delimiter); count > most) {
      most = count;
      best = delimiter;
    }
  }
  std::string words(trimmed(line));
  words.erase(std::unique(words.begin(), words.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
              words.end());
  const std::size_t blanks = countOutside(words, ' ');
  return most == 0 && blanks > 0 && blanks < kMostBlankFields && line.find('.') != std::string_view::npos ? ' ' : best;
}

} // namespace

TableFormat findTableFormat(std::string_view start) {
  TableFormat format;
  findEncoding(start, format);
  const std::string text = toUtf8(start.substr(format.byteOrderMark), format.encoding);
  // A carriage return at the very end may belong to a line end that the beginning cuts in two.
  const std::size_t carriageReturn = text.find('\r');
  if (text.find('\n') == std::string::npos && carriageReturn != std::string::npos && carriageReturn + 1 < text.size()) {
    format.lineEnd = '\r';
  }
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(format.lineEnd), rest.size());
    std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), end + 1));
    if (line.empty()) {
      continue;
    }
    if (line.size() >= 2 && line.front() == '"' && line.back() == '"') {
      line = line.substr(1, line.size() - 2);
    }
    if (line.size() == 5 && equalIgnoringCase(line.substr(0, 4), "sep=")) {
      format.separatorLine = true;
      format.delimiter = line[4];
    } else if (line.size() == 4 && equalIgnoringCase(line, "sep=")) { // "sep=<tab>", trimmed
      format.separatorLine = true;
      format.delimiter = '\t';
    } else {
      format.delimiter = findDelimiter(text.substr(static_cast<std::size_t>(line.data() - text.data()), line.size()));
    }
    break;
  }
  return format;
}

std::size_t lineEndSize(const TableFormat& format) { return format.encoding == TextEncoding::Utf8 ? 1 : 2; }

std::size_t findLineEnd(std::string_view text, const TableFormat& format) {
  if (format.encoding == TextEncoding::Utf8) {
    return text.find(format.lineEnd);
  }
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
    if (unitAt(text, at, format.encoding) == static_cast<std::uint32_t>(format.lineEnd)) {
      return at;
    }
  }
  return std::string_view::npos;
}

std::string toUtf8(std::string_view text, TextEncoding encoding) {
  if (encoding == TextEncoding::Utf8) {
    return std::string(text);
  }
  constexpr std::uint32_t kReplacement = 0xFFFD;
  std::string result;
  result.reserve(text.size() / 2);
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
    std::uint32_t code = unitAt(text, at, encoding);
    if (code >= 0xD800 && code < 0xE000) { // one half of a pair
      const std::uint32_t second = at + 3 < text.size() ? unitAt(text, at + 2, encoding) : 0;
      if (code < 0xDC00 && second >= 0xDC00 && second < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00);
        at += 2;
      } else {
        code = kReplacement;
      }
    }
    appendUtf8(result, code);
  }
  return result;
}

} // namespace mien::detail
