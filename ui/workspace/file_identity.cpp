#include "ui/workspace/file_identity.h"

#include <sys/stat.h>

namespace mien::ui {

FileIdentity fileIdentity(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    return std::nullopt;
  }
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  return FileIdentity(
      {status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec});
}

} // namespace mien::ui
