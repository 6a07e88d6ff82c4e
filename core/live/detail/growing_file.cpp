#include "core/live/detail/growing_file.h"

#include "core/common/error.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace mien::detail {

namespace {

constexpr std::size_t kEnough = std::size_t{64} * 1024;

} // namespace

GrowingFile::GrowingFile(const std::filesystem::path& target) : m_target(target), m_part(target) {
  m_part += kPartSuffix;
  m_descriptor = ::open(m_part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
  if (m_descriptor < 0) {
    fail(errno);
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
      // The lines that fitted whole stay.
      const std::size_t fitted = m_waiting.size() - rest.size();
      const std::size_t end = std::string_view(m_waiting).substr(0, fitted).rfind('\n');
      m_written += end == std::string_view::npos ? 0 : static_cast<std::int64_t>(end) + 1;
      (void)!::ftruncate(m_descriptor, m_written);
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
    ::fsync(m_descriptor);
    ::close(m_descriptor);
    m_descriptor = -1;
    (void)std::rename(m_part.c_str(), m_target.c_str());
    throw;
  }
  if (::fsync(m_descriptor) != 0) {
    error = errno;
  }
  if (::close(m_descriptor) != 0 && errno != EINTR && error == 0) {
    error = errno;
  }
  m_descriptor = -1;
  if (std::rename(m_part.c_str(), m_target.c_str()) != 0 && error == 0) {
    error = errno;
  }
  if (error != 0) {
    fail(error);
  }
}

void GrowingFile::fail(int error) {
  const std::string start =
      "Cannot write '" + m_target.string() + "': " + std::generic_category().message(error) + ". ";
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
    throw Error(ErrorKind::DiskFull, start + "The recording ends here and what was written is kept. Free some space or "
                                             "record to another disk.");
  }
  throw Error(ErrorKind::Io, start + "Check that you may write to that folder or choose another one.");
}

} // namespace mien::detail
