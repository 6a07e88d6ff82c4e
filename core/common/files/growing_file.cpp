#include "core/common/files/growing_file.h"

#include "core/common/error.h"
#include "core/common/files/output_guard.h"
#include "core/common/files/output_target.h"
#include "core/common/text/shown_text.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace mien {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kEnough = std::size_t{64} * 1024;

bool sameFile(int descriptor, const fs::path& path) {
  struct stat open {};
  struct stat named {};
  return ::fstat(descriptor, &open) == 0 && ::lstat(path.c_str(), &named) == 0 && open.st_ino == named.st_ino &&
         open.st_dev == named.st_dev;
}

/// The file's name, too, shall outlive a power cut; not every file system can flush a folder.
void flushFolder(const fs::path& file) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    (void)::fsync(descriptor);
    ::close(descriptor);
  }
}

} // namespace

GrowingFile::GrowingFile(const fs::path& target) {
  const OutputTarget real = outputTarget(target);
  m_target = real.file;
  m_part = m_target;
  m_part += kPartSuffix;
  if (real.kind == OutputTarget::Kind::Folder) {
    fail(EISDIR);
  }
  m_direct = real.kind == OutputTarget::Kind::Stream;
  if (!m_direct) {
    openPart();
    return;
  }
  m_descriptor = real.descriptor ? ::fcntl(*real.descriptor, F_DUPFD_CLOEXEC, 3)
                                 : ::open(m_target.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (m_descriptor < 0) {
    fail(errno);
  }
}

void GrowingFile::openPart() {
  for (;;) {
    m_descriptor = ::open(m_part.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    if (m_descriptor < 0) {
      fail(errno);
    }
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      ::close(m_descriptor);
      m_descriptor = -1;
      throw Error(ErrorKind::BadArgument,
                  Message("'{file}' is being written by another program. Wait for it to end, or choose another file.",
                          {{"file", shownPath(m_part)}}));
    }
    if (sameFile(m_descriptor, m_part)) {
      break;
    }
    ::close(m_descriptor); // its writer has just given it its name
    m_descriptor = -1;
  }
  if (wouldReplaceForeign(m_part)) {
    ::close(m_descriptor);
    m_descriptor = -1;
    throw Error(ErrorKind::BadArgument,
                Message("'{file}' is there already and is not Mien's. Move it away, or choose another file.",
                        {{"file", shownPath(m_part)}}));
  }
  if (::ftruncate(m_descriptor, 0) != 0) {
    fail(errno); // something that is no file bears the name
  }
}

GrowingFile::~GrowingFile() {
  if (m_descriptor >= 0) {
    ::close(m_descriptor);
  }
}

void GrowingFile::append(std::string_view lines) {
  m_waiting += lines;
  if (m_waiting.size() >= kEnough) {
    flush();
  }
}

void GrowingFile::flush() {
  std::string_view rest = m_waiting;
  while (!rest.empty()) {
    const ssize_t count = ::write(m_descriptor, rest.data(), rest.size());
    if (count < 0) {
      if (errno == EINTR) {
        continue;
      }
      const int error = errno;
      if (!m_direct) { // the lines that fitted whole stay
        const std::size_t fitted = m_waiting.size() - rest.size();
        const std::size_t end = std::string_view(m_waiting).substr(0, fitted).rfind('\n');
        m_written += end == std::string_view::npos ? 0 : static_cast<std::int64_t>(end) + 1;
        (void)!::ftruncate(m_descriptor, m_written);
      }
      m_waiting.clear();
      fail(error);
    }
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  m_written += static_cast<std::int64_t>(m_waiting.size());
  m_waiting.clear();
}

void GrowingFile::finish() {
  int error = 0;
  try {
    flush();
  } catch (const Error&) {
    // The rows that are there get their name all the same; then the failure is told.
    if (!m_direct) {
      ::fsync(m_descriptor);
      ::close(m_descriptor);
      m_descriptor = -1;
      (void)std::rename(m_part.c_str(), m_target.c_str());
    }
    throw;
  }
  if (!m_direct && ::fsync(m_descriptor) != 0) {
    error = errno;
  }
  // Renamed while it is locked: nobody else takes it for a leftover.
  if (!m_direct && std::rename(m_part.c_str(), m_target.c_str()) != 0 && error == 0) {
    error = errno;
  }
  if (::close(m_descriptor) != 0 && errno != EINTR && error == 0) {
    error = errno;
  }
  m_descriptor = -1;
  if (!m_direct) {
    flushFolder(m_target);
  }
  if (error != 0) {
    fail(error);
  }
}

void GrowingFile::discard() noexcept {
  if (m_descriptor >= 0 && !m_direct) {
    (void)::unlink(m_part.c_str());
  }
  m_waiting.clear();
}

void GrowingFile::fail(int error) {
  const Message start("Cannot write '{file}': {reason}. ",
                      {{"file", shownPath(m_target)}, {"reason", std::generic_category().message(error)}});
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
    throw Error(
        ErrorKind::DiskFull,
        Message("{start}The table ends here and what was written is kept. Free some space or write to another disk.",
                {{"start", start}}));
  }
  if (error == ENOENT || error == ENOTDIR) {
    throw Error(ErrorKind::Io, Message("{start}Create the folder first or choose another one.", {{"start", start}}));
  }
  if (error == EISDIR) {
    throw Error(ErrorKind::Io, Message("{start}That is a folder: choose the name of a file.", {{"start", start}}));
  }
  throw Error(ErrorKind::Io,
              Message("{start}Check that you may write to that folder or choose another one.", {{"start", start}}));
}

} // namespace mien
