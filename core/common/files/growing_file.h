#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace mien {

inline constexpr const char* kPartSuffix = ".part";

/// A text file that grows line by line under `target`.part, so that a killed program leaves all that was flushed there.
/// finish() gives it its name; without it (an exception, say) the rows stay in the ".part" and `target` as it was. What
/// an earlier, killed program left in the ".part" is replaced; one that another program is writing, or that does not
/// carry Mien's mark (see output_mark.h), is not: Error (BadArgument). A symbolic link is followed. A target that is no
/// regular file (a FIFO, a terminal, /dev/null) is written to directly. When the disk is full, what does not fit is
/// taken back to the end of the last line that was written whole. One thread. Throws Error (DiskFull, Io) naming the
/// file.
class GrowingFile {
public:
  explicit GrowingFile(const std::filesystem::path& target);
  ~GrowingFile();
  GrowingFile(const GrowingFile&) = delete;
  GrowingFile& operator=(const GrowingFile&) = delete;

  /// Whole lines. Kept in memory until flush() or until there is much of it.
  void append(std::string_view lines);
  void flush();            ///< to the system
  void finish();           ///< to the disk, then renamed; keeps what an earlier failure left
  void discard() noexcept; ///< nobody wants it any more: the ".part" is removed

  /// Where the rows are until finish().
  [[nodiscard]] const std::filesystem::path& growing() const { return m_direct ? m_target : m_part; }

private:
  void openPart();
  [[noreturn]] void fail(int error);

  std::filesystem::path m_target;
  std::filesystem::path m_part;
  bool m_direct = false; ///< written to as it is, never renamed
  std::string m_waiting;
  std::int64_t m_written = 0; ///< bytes, whole lines
  int m_descriptor = -1;
};

} // namespace mien
