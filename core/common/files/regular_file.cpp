#include "core/common/files/regular_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace mien {

namespace {

FileState stateOf(const struct stat& status) {
  return S_ISREG(status.st_mode)   ? FileState::Readable
         : S_ISDIR(status.st_mode) ? FileState::Folder
                                   : FileState::Special;
}

FileState stateOfErrno() {
  return errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == ENAMETOOLONG ? FileState::Missing
                                                                                        : FileState::Unreadable;
}

} // namespace

RegularFile::RegularFile(const std::filesystem::path& file) {
  struct stat status {};
  // Opening some devices does something (a tape rewinds), so they are looked at first.
  if (::stat(file.c_str(), &status) != 0) {
    m_state = stateOfErrno();
    return;
  }
  m_state = stateOf(status);
  if (m_state != FileState::Readable) {
    return;
  }
  m_handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (m_handle < 0 || ::fstat(m_handle, &status) != 0) {
    m_state = stateOfErrno();
    return;
  }
  m_state = stateOf(status); // it may have been replaced meanwhile
  m_size = static_cast<std::uint64_t>(status.st_size);
}

RegularFile::~RegularFile() {
  if (m_handle >= 0) {
    ::close(m_handle);
  }
}

bool RegularFile::read(std::uint64_t offset, std::size_t bytes, std::vector<std::uint8_t>& buffer) {
  if (m_state != FileState::Readable) {
    buffer.clear();
    return false;
  }
  buffer.resize(bytes);
  std::size_t done = 0;
  while (done < bytes) {
    const ssize_t got = ::pread(m_handle, buffer.data() + done, bytes - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      m_state = FileState::Unreadable;
      buffer.clear();
      return false;
    }
    if (got == 0) {
      break;
    }
    done += static_cast<std::size_t>(got);
  }
  buffer.resize(done);
  return true;
}

} // namespace mien
