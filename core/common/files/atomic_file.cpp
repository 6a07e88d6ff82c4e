#include "core/common/files/atomic_file.h"

#include "core/common/error.h"
#include "core/common/files/output_target.h"
#include "core/common/text/shown_text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

namespace mien {

namespace {

std::filesystem::path folderOf(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

std::filesystem::path temporaryName(const std::filesystem::path& target) {
  static std::atomic<unsigned> counter{0};
  // Cut to stay below the 255 bytes of a file name.
  return folderOf(target) / ("." + target.filename().string().substr(0, 200) + "." + std::to_string(::getpid()) + "-" +
                             std::to_string(counter++) + ".tmp");
}

std::string reason(int error) { return std::generic_category().message(error); }

int syncDescriptor(int descriptor) {
  int result = 0;
  do {
    result = ::fsync(descriptor);
  } while (result != 0 && errno == EINTR);
  return result;
}

} // namespace

AtomicFile::AtomicFile(const std::filesystem::path& target) : m_target(target) {
  const OutputTarget found = outputTarget(target);
  if (!target.has_filename() || found.kind == OutputTarget::Kind::Folder) {
    fail(Message("write"), EISDIR);
  }
  if (found.kind == OutputTarget::Kind::Stream) {
    // A pipe's reader may come late, as for every other program.
    m_descriptor = found.descriptor ? ::fcntl(*found.descriptor, F_DUPFD_CLOEXEC, 0)
                                    : ::open(found.file.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (m_descriptor < 0) {
      fail(Message("write to"), errno);
    }
    return;
  }
  if (std::error_code ignored; std::filesystem::is_symlink(found.file, ignored)) {
    fail(Message("write"), ELOOP);
  }
  m_target = found.file;
  do {
    m_temporary = temporaryName(m_target);
    m_descriptor = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (m_descriptor < 0 && (errno == EEXIST || errno == EINTR));
  if (m_descriptor < 0) {
    const int error = errno;
    m_temporary.clear();
    fail(Message("create a file beside"), error);
  }
  struct stat old {};
  if (::stat(m_target.c_str(), &old) == 0 && S_ISREG(old.st_mode)) {
    // Best effort: some file systems know no permissions.
    (void)::fchmod(m_descriptor, old.st_mode & 07777);
  }
}

AtomicFile::~AtomicFile() { discard(); }

void AtomicFile::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    // Linux transfers at most 0x7ffff000 bytes a call.
    const ssize_t written = ::write(m_descriptor, bytes.data(), std::min<std::size_t>(bytes.size(), 1U << 30U));
    if (written < 0) {
      if (errno == EINTR) {
        continue;
      }
      const int error = errno;
      discard();
      fail(Message("write"), error);
    }
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void AtomicFile::write(std::string_view text) { write(std::as_bytes(std::span(text.data(), text.size()))); }

void AtomicFile::commit() {
  if (m_temporary.empty()) { // nothing to flush or to rename
    const int closed = ::close(std::exchange(m_descriptor, -1));
    if (closed != 0 && errno != EINTR) {
      fail(Message("write to"), errno);
    }
    return;
  }
  if (syncDescriptor(m_descriptor) != 0) {
    const int error = errno;
    discard();
    fail(Message("write"), error);
  }
  // Network file systems report a full disk at close.
  const int closed = ::close(m_descriptor);
  m_descriptor = -1;
  if (closed != 0 && errno != EINTR) {
    const int error = errno;
    discard();
    fail(Message("write"), error);
  }
  if (::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
    const int error = errno;
    discard();
    fail(Message("replace"), error);
  }
  m_temporary.clear();

  // The new file is in place whatever happens now; not every file system can flush a folder.
  const int folder = ::open(folderOf(m_target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    (void)syncDescriptor(folder);
    ::close(folder);
  }
}

void AtomicFile::fail(const Message& action, int error) const {
  const Message start("Cannot {action} '{file}': {reason}. ",
                      {{"action", action}, {"file", shownPath(m_target)}, {"reason", reason(error)}});
  switch (error) {
  case ENOSPC:
  case EDQUOT:
    throw Error(ErrorKind::DiskFull, Message("{start}Free some space there or choose a folder on another disk; the "
                                             "file that was there before, if any, is untouched.",
                                             {{"start", start}}));
  case EFBIG:
    throw Error(ErrorKind::DiskFull,
                Message("{start}Raise the file size limit (ulimit -f) or choose a folder on another file system; the "
                        "file that was there before, if any, is untouched.",
                        {{"start", start}}));
  case ENOENT:
  case ENOTDIR:
    throw Error(ErrorKind::Io, Message("{start}Create the folder first or choose another one.", {{"start", start}}));
  case EISDIR:
    throw Error(ErrorKind::Io, Message("{start}That is a folder: choose the name of a file.", {{"start", start}}));
  case EPIPE:
    throw Error(ErrorKind::Io,
                Message("{start}Whatever read it has ended; start it again or write to a file.", {{"start", start}}));
  default:
    throw Error(ErrorKind::Io,
                Message("{start}Check that you may write to that folder or choose another one.", {{"start", start}}));
  }
}

void AtomicFile::discard() noexcept {
  if (m_descriptor >= 0) {
    ::close(m_descriptor);
    m_descriptor = -1;
  }
  if (!m_temporary.empty()) {
    ::unlink(m_temporary.c_str());
    m_temporary.clear();
  }
}

void writeFileAtomically(const std::filesystem::path& target, std::span<const std::byte> bytes) {
  AtomicFile file(target);
  file.write(bytes);
  file.commit();
}

void writeFileAtomically(const std::filesystem::path& target, std::string_view text) {
  writeFileAtomically(target, std::as_bytes(std::span(text.data(), text.size())));
}

} // namespace mien
