#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mien::detail {

enum class TextEncoding : std::uint8_t { Utf8, Utf16LittleEndian, Utf16BigEndian };

/// How a table of text is written: what spreadsheets of all countries export, found out from its beginning.
struct TableFormat {
  TextEncoding encoding = TextEncoding::Utf8;
  std::size_t byteOrderMark = 0; ///< bytes at the start of the file
  char lineEnd = '\n';           ///< '\r' where no line feed stands in the beginning (old Macs); "\r\n" counts as '\n'
  char delimiter = ',';          ///< comma, semicolon, tab, bar or blank
  bool separatorLine = false;    ///< the first line is Excel's "sep=;" and no row
};

/// The format of a file that begins with `start`, some hundred kilobytes of it or all.
[[nodiscard]] TableFormat findTableFormat(std::string_view start);

/// Place of the first line end in `text`, which begins with a whole character; npos where there is none.
[[nodiscard]] std::size_t findLineEnd(std::string_view text, const TableFormat& format);

/// Bytes of one line end: 1, or 2 in UTF-16.
[[nodiscard]] std::size_t lineEndSize(const TableFormat& format);

/// `text` as UTF-8; half a character at its end is left out.
[[nodiscard]] std::string toUtf8(std::string_view text, TextEncoding encoding);

} // namespace mien::detail
