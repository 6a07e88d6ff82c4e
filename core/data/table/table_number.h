#pragma once

#include <optional>
#include <string_view>

namespace mien::detail {

/// A number as it stands in a cell: as parseReal() has it, or with a decimal comma, as spreadsheets of half the world
/// write it.
[[nodiscard]] std::optional<double> parseTableNumber(std::string_view text);

} // namespace mien::detail
