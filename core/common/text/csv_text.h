#pragma once

#include <span>
#include <string>
#include <string_view>

namespace mien {

// Writing CSV as RFC 4180 has it, but with line feeds alone. Numbers come from core/common/text/numbers.h.

/// The field as it stands in a line: in quotes where it holds a comma, a quote or a line break, else as it is.
[[nodiscard]] std::string csvField(std::string_view text);

/// Appends one line, its end included.
void appendCsvLine(std::string& text, std::span<const std::string> fields);

} // namespace mien
