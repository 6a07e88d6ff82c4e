#include "core/common/files/read_file.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace mien {

namespace {

std::string reason(int error) { return std::generic_category().message(error); }

} // namespace

std::string readFile(const std::filesystem::path& file) {
  const std::string name = "'" + shownPath(file) + "'";
  // O_NONBLOCK: opening a named pipe must not wait for a writer.
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) {
    if (errno == ENOENT || errno == ENOTDIR) {
      throw Error(ErrorKind::NotFound, Message("There is no file {name}. Check the path.", {{"name", name}}));
    }
    throw Error(ErrorKind::Io, Message("Cannot open {name}: {reason}. Check that you may read it.",
                                       {{"name", name}, {"reason", reason(errno)}}));
  }
  struct Closer {
    int descriptor;
    ~Closer() { ::close(descriptor); }
  } const closer{descriptor};

  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    throw Error(ErrorKind::Io, Message("{name} is not a regular file. Give the path of a file.", {{"name", name}}));
  }
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t size = 0;
  while (true) {
    if (size == content.size()) {
      content.resize(content.size() + 4096); // it may have grown, and files in /proc state no size
    }
    const ssize_t count = ::read(descriptor, content.data() + size, content.size() - size);
    if (count == 0) {
      break;
    }
    if (count < 0) {
      if (errno == EINTR) {
        continue;
      }
      throw Error(ErrorKind::Io, Message("Cannot read {name}: {reason}. Check the disk.",
                                         {{"name", name}, {"reason", reason(errno)}}));
    }
    size += static_cast<std::size_t>(count);
  }
  content.resize(size);
  return content;
}

} // namespace mien
