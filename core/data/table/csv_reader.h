#pragma once

#include "core/data/detail/problem_log.h"
#include "core/data/table/csv_line.h"
#include "core/data/table/table_format.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mien::detail {

struct CsvRow {
  std::vector<std::string> fields; ///< UTF-8
  std::size_t line = 0;            ///< 1 is the first line of the file
  std::uint64_t offset = 0;        ///< of the line in the file, bytes
  std::size_t length = 0;          ///< of the line without its end, bytes as they stand in the file
};

/// Reads a table of text row by row in bounded memory, in whatever TableFormat it is; empty lines are skipped.
/// Throws Error: NotFound where the file cannot be opened or is no regular file, Io where reading fails, BadData on a
/// line above 16 MiB.
class CsvReader {
public:
  explicit CsvReader(const std::filesystem::path& file);

  /// False at the end of the file.
  [[nodiscard]] bool next(CsvRow& row);

  [[nodiscard]] const TableFormat& format() const { return m_format; }

  /// Tells `log` of a byte-order mark and Windows line ends seen so far.
  void report(ProblemLog& log) const;

private:
  [[nodiscard]] bool fill();
  [[nodiscard]] bool readLine(CsvRow& row);

  struct Close {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
  };

  std::filesystem::path m_path;
  std::unique_ptr<std::FILE, Close> m_file;
  TableFormat m_format;
  CsvLine m_splitter;
  std::vector<char> m_chunk;
  std::size_t m_chunkUsed = 0;
  std::size_t m_chunkSize = 0;
  std::string m_text; ///< of the current line, as it stands in the file
  std::uint64_t m_offset = 0;
  std::size_t m_line = 0;
  bool m_windowsLineEnds = false;
};

} // namespace mien::detail
