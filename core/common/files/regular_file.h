#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace mien {

/// What became of the wish to read a file.
enum class FileState : std::uint8_t {
  Readable,
  Missing,    ///< nothing of that name, or a link to nowhere
  Folder,     ///< a folder
  Special,    ///< a pipe, a device, a socket: reading one could wait for ever
  Unreadable, ///< it may not be read, or the disk failed
};

/// A file opened for reading, if it is a regular one; anything else is not even opened, so that a pipe or a device in a
/// folder blocks nobody. Links are followed. One thread at a time.
class RegularFile {
public:
  explicit RegularFile(const std::filesystem::path& file);
  ~RegularFile();
  RegularFile(const RegularFile&) = delete;
  RegularFile& operator=(const RegularFile&) = delete;

  [[nodiscard]] FileState state() const { return m_state; }
  [[nodiscard]] std::uint64_t size() const { return m_size; } ///< in bytes, when it was opened

  /// Reads up to `bytes` bytes from `offset` into `buffer`, which is then as long as what could be read; its memory is
  /// kept from call to call. False when the disk fails (the state is then Unreadable) or the file was never readable.
  [[nodiscard]] bool read(std::uint64_t offset, std::size_t bytes, std::vector<std::uint8_t>& buffer);

private:
  int m_handle = -1;
  FileState m_state = FileState::Missing;
  std::uint64_t m_size = 0;
};

} // namespace mien
