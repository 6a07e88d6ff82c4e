#include "core/data/table/table_number.h"

#include "core/common/text/numbers.h"

#include <string>

namespace mien::detail {

std::optional<double> parseTableNumber(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) {
    return parseReal(text);
  }
  std::string point(text);
  point[comma] = '.';
  return parseReal(point);
}

} // namespace mien::detail
