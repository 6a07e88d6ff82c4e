#pragma once

#include "core/data/detail/problem_log.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
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
  CsvLine();
  ~CsvLine();
  CsvLine(const CsvLine&) = delete;
  CsvLine& operator=(const CsvLine&) = delete;

  /// Fields without the blanks around them. `fields` keeps its memory from call to call.
  void split(std::string_view line, std::vector<std::string>& fields);

private:
  std::unique_ptr<csv_parser> m_parser;
};

struct CsvRow {
  std::vector<std::string> fields;
  std::size_t line = 0;     ///< 1 is the first line of the file
  std::uint64_t offset = 0; ///< of the line in the file, bytes
  std::size_t length = 0;   ///< of the line without its end, bytes
};

/// Reads a CSV file row by row in bounded memory: skips a byte-order mark and empty lines, takes LF and CRLF.
/// Throws Error: NotFound where the file cannot be opened, Io where reading fails, BadData on a line above 16 MiB.
class CsvReader {
public:
  explicit CsvReader(const std::filesystem::path& file);

  /// False at the end of the file.
  [[nodiscard]] bool next(CsvRow& row);

  /// Tells `log` of a byte-order mark and Windows line ends seen so far.
  void report(ProblemLog& log) const;

private:
  [[nodiscard]] bool readLine(CsvRow& row);

  struct Close {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
  };

  std::filesystem::path m_path;
  std::unique_ptr<std::FILE, Close> m_file;
  CsvLine m_splitter;
  std::vector<char> m_chunk;
  std::size_t m_chunkUsed = 0;
  std::size_t m_chunkSize = 0;
  std::string m_text; ///< of the current line
  std::uint64_t m_offset = 0;
  std::size_t m_line = 0;
  bool m_byteOrderMark = false;
  bool m_windowsLineEnds = false;
};

/// "name:line", for messages.
[[nodiscard]] std::string rowName(const std::filesystem::path& file, std::size_t line);

/// Lower-case copy without blanks at the ends.
[[nodiscard]] std::string normalized(std::string_view text);

/// Index of the column with that name, ignoring case; -1 where there is none.
[[nodiscard]] int findColumn(const std::vector<std::string>& header, std::string_view name);

} // namespace mien::detail
