#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct csv_parser;

namespace mien::detail {

/// Splits one line of CSV into its fields (libcsv). A quote that is never closed ends with the line, so that damage
/// stays in one row; in return a field cannot hold a line break, which no data set we read needs.
class CsvLine {
public:
  explicit CsvLine(char delimiter = ',');
  ~CsvLine();
  CsvLine(const CsvLine&) = delete;
  CsvLine& operator=(const CsvLine&) = delete;

  void setDelimiter(char delimiter);

  /// Fields without the blanks around them. `fields` keeps its memory from call to call.
  void split(std::string_view line, std::vector<std::string>& fields);

private:
  std::unique_ptr<csv_parser> m_parser;
  char m_delimiter = ',';
};

} // namespace mien::detail
