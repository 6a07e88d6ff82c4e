#pragma once

#include "core/common/text/message.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace mien {

/// Writes a file so that it is the old or the new one whole, at any instant and also after a power cut: the bytes go to
/// a temporary name in the same folder; commit() flushes them to the disk, renames the file over `target` and flushes
/// the folder. Without commit() (an exception, say) the destructor removes the temporary file and `target` stays as it
/// was. A symbolic link is followed and stays, the permissions of an existing file are kept. What is no regular file (a
/// pipe, a device, /dev/stdout) cannot be replaced: the bytes go through it as they come. One thread at a time. Throws
/// Error: DiskFull when the disk, the quota or the file size limit is exhausted, otherwise Io.
class AtomicFile {
public:
  explicit AtomicFile(const std::filesystem::path& target);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::span<const std::byte> bytes);
  void write(std::string_view text);
  void commit();

private:
  [[noreturn]] void fail(const Message& action, int error) const;
  void discard() noexcept;

  std::filesystem::path m_target;
  std::filesystem::path m_temporary; ///< empty once it is gone, and where bytes go through
  int m_descriptor = -1;
};

/// The whole of it in one call. Throws as AtomicFile does.
void writeFileAtomically(const std::filesystem::path& target, std::span<const std::byte> bytes);
void writeFileAtomically(const std::filesystem::path& target, std::string_view text);

} // namespace mien
