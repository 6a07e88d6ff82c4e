#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace mien::detail {

inline constexpr const char* kPartSuffix = ".part";

/// A text file that grows under `target`.part for as long as something is recorded, so that a killed program loses the
/// last moment only. finish() gives it its name. When the disk is full, what does not fit is taken back to the end of
/// the last flush() or append() that was written whole. One thread. Throws Error (DiskFull, Io) naming the file.
class GrowingFile {
public:
  explicit GrowingFile(const std::filesystem::path& target);
  ~GrowingFile();
  GrowingFile(const GrowingFile&) = delete;
  GrowingFile& operator=(const GrowingFile&) = delete;

  /// Whole lines. Kept in memory until flush() or until there is much of it.
  void append(std::string_view lines);
  void flush();  ///< to the system
  void finish(); ///< to the disk, then renamed; keeps what an earlier failure left

private:
  [[noreturn]] void fail(int error);

  std::filesystem::path m_target;
  std::filesystem::path m_part;
  std::string m_waiting;
  std::int64_t m_written = 0; ///< bytes, whole lines
  int m_descriptor = -1;
};

} // namespace mien::detail
