#include "core/common/files/output_target.h"

#include "core/common/text/numbers.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <system_error>

namespace mien {

namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40; // as Linux has it

fs::path folderOf(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

/// The descriptor behind /proc/PID/fd/N of this process. Opening that name again would begin at the file's start, over
/// what the shell's "> file" has got already.
std::optional<int> descriptorNamed(const fs::path& folder, const fs::path& name) {
  static const fs::path own = "/proc/" + std::to_string(::getpid()) + "/fd";
  const auto number = parseInteger(name.string());
  if (folder != own || !number || *number < 0 || *number > 1'000'000) {
    return {};
  }
  return static_cast<int>(*number);
}

} // namespace

OutputTarget outputTarget(const fs::path& path) {
  OutputTarget target;
  target.file = path;
  std::error_code error;
  for (int links = 0; links < kMostLinks; ++links) {
    const fs::path folder = fs::canonical(folderOf(target.file), error);
    if (!error) {
      if ((target.descriptor = descriptorNamed(folder, target.file.filename()))) {
        target.kind = OutputTarget::Kind::Stream;
        return target;
      }
    }
    if (!fs::is_symlink(target.file, error)) {
      break;
    }
    const fs::path next = fs::read_symlink(target.file, error);
    if (error) {
      break;
    }
    target.file = next.is_absolute() ? next : folderOf(target.file) / next;
  }
  struct stat status {};
  if (::stat(target.file.c_str(), &status) != 0) {
    return target;
  }
  target.kind = S_ISREG(status.st_mode)   ? OutputTarget::Kind::Regular
                : S_ISDIR(status.st_mode) ? OutputTarget::Kind::Folder
                                          : OutputTarget::Kind::Stream;
  return target;
}

bool isStandardOutput(const fs::path& path) { return path == "-" || outputTarget(path).descriptor == STDOUT_FILENO; }

fs::path outputPath(const fs::path& path) { return path == "-" ? fs::path("/dev/stdout") : path; }

} // namespace mien
