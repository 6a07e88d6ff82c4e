#include "core/common/text/csv_text.h"

#include "core/common/text/numbers.h"

namespace mien {

namespace {

/// Takes the field at the beginning of `rest` away from it, quotes and all, and returns what it says.
std::string takeField(std::string_view& rest) {
  std::string field;
  bool quoted = false;
  while (!rest.empty() && (quoted || (rest.front() != ',' && rest.front() != '\n'))) {
    const char letter = rest.front();
    rest.remove_prefix(1);
    if (letter != '"') {
      field += letter;
    } else if (quoted && rest.starts_with('"')) {
      field += letter;
      rest.remove_prefix(1);
    } else {
      quoted = !quoted;
    }
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

std::optional<std::string_view> takeCsvRecord(std::string_view& text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    quoted = quoted != (text[i] == '"');
    if (text[i] == '\n' && !quoted) {
      std::string_view record = text.substr(0, i);
      text.remove_prefix(i + 1);
      if (record.ends_with('\r')) {
        record.remove_suffix(1);
      }
      return record;
    }
  }
  return std::nullopt;
}

std::vector<std::string> csvFields(std::string_view record) {
  std::vector<std::string> fields{takeField(record)};
  while (!record.empty()) {
    record.remove_prefix(1); // the comma
    fields.push_back(takeField(record));
  }
  return fields;
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
