#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mien {

// CSV as RFC 4180 has it, but written with line feeds alone. Numbers come from core/common/text/numbers.h. Tables of
// others, with other separators and encodings, are read by core/data/table/csv_reader.h.

/// The field as it stands in a line: in quotes where it holds a comma, a quote or a line break, else as it is.
[[nodiscard]] std::string csvField(std::string_view text);

/// Appends one line, its end included.
void appendCsvLine(std::string& text, std::span<const std::string> fields);

/// Takes the first record and its end off `text` and returns it without that end; a line break in quotes ends none.
/// Nothing where no end comes any more; `text` then stays as it is.
[[nodiscard]] std::optional<std::string_view> takeCsvRecord(std::string_view& text);

/// What the fields of a record say, without their quotes; at least one.
[[nodiscard]] std::vector<std::string> csvFields(std::string_view record);

// Spreadsheets want two things that no program wants in a CSV file: a byte order mark, or they take UTF-8 for the
// machine's own letters, and no name that looks like a formula, which they would work out ("=cmd.jpg").

inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf"; ///< at the beginning of the file

/// Whole lines of CSV with an apostrophe in front of every field that begins like a formula (=, +, -, @, tab) and is no
/// number. Without the mark, so that a large table can go through in parts.
[[nodiscard]] std::string linesForSpreadsheets(std::string_view lines);

} // namespace mien
