#include "core/common/text/csv_text.h"

namespace mien {

std::string csvField(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    return std::string(text);
  }
  std::string quoted = "\"";
  for (const char letter : text) {
    quoted.append(letter == '"' ? 2 : 1, letter);
  }
  return quoted + '"';
}

void appendCsvLine(std::string& text, std::span<const std::string> fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    text += i == 0 ? "" : ",";
    text += csvField(fields[i]);
  }
  text += '\n';
}

} // namespace mien
