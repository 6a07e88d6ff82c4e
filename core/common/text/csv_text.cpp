#include "core/common/text/csv_text.h"

#include "core/common/text/numbers.h"

namespace mien {

namespace {

/// Takes the field at the beginning of `rest` away from it, quotes and all, and returns what it says.
std::string takeField(std::string_view& rest) {
  std::string field;
  if (!rest.starts_with('"')) {
    const std::size_t end = std::min(rest.find_first_of(",\n"), rest.size());
    field = rest.substr(0, end);
    rest.remove_prefix(end);
    return field;
  }
  rest.remove_prefix(1);
  while (!rest.empty()) {
    const char letter = rest.front();
    rest.remove_prefix(1);
    if (letter == '"' && !rest.starts_with('"')) {
      break;
    }
    if (letter == '"') {
      rest.remove_prefix(1);
    }
    field += letter;
  }
  return field;
}

bool looksLikeFormula(std::string_view field) {
  return !field.empty() && std::string_view("=+-@\t\r").find(field.front()) != std::string_view::npos &&
         !parseReal(field);
}

} // namespace

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

std::string linesForSpreadsheets(std::string_view lines) {
  std::string text;
  while (!lines.empty()) {
    const std::string field = takeField(lines);
    text += csvField(looksLikeFormula(field) ? "'" + field : field);
    if (!lines.empty()) { // a comma or the end of the line
      text += lines.front();
      lines.remove_prefix(1);
    }
  }
  return text;
}

} // namespace mien
