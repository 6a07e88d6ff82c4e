#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mien::test {

/// What a test program asks of the disk while one of these lives, in order: fsync and rename, however they are called.
/// The definitions in observed_disk.cpp stand in front of the C library's in programs that are linked with it.
class ObservedDisk {
public:
  struct Event {
    enum class Kind { Sync, Rename } kind;
    std::filesystem::path file; ///< of a rename: the old name
    std::filesystem::path to;   ///< of a rename: the new name
    std::uintmax_t size = 0;    ///< of the file, bytes
  };

  ObservedDisk();
  ~ObservedDisk();
  ObservedDisk(const ObservedDisk&) = delete;
  ObservedDisk& operator=(const ObservedDisk&) = delete;

  [[nodiscard]] std::vector<Event> events() const;

  /// Whether `target` got its name once only, by a rename of a file whose last `size` bytes all had been flushed.
  [[nodiscard]] bool namedAfterSync(const std::filesystem::path& target, std::uintmax_t size) const;

  /// Whether the folder of `target` was flushed after that.
  [[nodiscard]] bool folderSyncedAfter(const std::filesystem::path& target) const;
};

} // namespace mien::test
