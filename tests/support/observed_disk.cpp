#include "tests/support/observed_disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>

namespace mien::test {

namespace {

std::mutex mutex;
bool observing = false;
std::vector<ObservedDisk::Event> seen;

std::uintmax_t sizeOf(const std::filesystem::path& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 ? static_cast<std::uintmax_t>(status.st_size) : 0;
}

void remember(ObservedDisk::Event::Kind kind, const std::filesystem::path& file, const std::filesystem::path& to) {
  const std::lock_guard lock(mutex);
  if (observing) {
    seen.push_back({kind, file, to, sizeOf(file)});
  }
}

} // namespace

ObservedDisk::ObservedDisk() {
  const std::lock_guard lock(mutex);
  observing = true;
  seen.clear();
}

ObservedDisk::~ObservedDisk() {
  const std::lock_guard lock(mutex);
  observing = false;
}

std::vector<ObservedDisk::Event> ObservedDisk::events() const {
  const std::lock_guard lock(mutex);
  return seen;
}

bool ObservedDisk::namedAfterSync(const std::filesystem::path& target, std::uintmax_t size) const {
  const auto all = events();
  const auto named = [&](const Event& event) { return event.kind == Event::Kind::Rename && event.to == target; };
  const auto rename = std::ranges::find_if(all, named);
  return std::ranges::count_if(all, named) == 1 && rename->size == size &&
         std::any_of(all.begin(), rename, [&](const Event& event) {
           return event.kind == Event::Kind::Sync && event.file == rename->file && event.size == size;
         });
}

bool ObservedDisk::folderSyncedAfter(const std::filesystem::path& target) const {
  const auto all = events();
  const auto rename = std::ranges::find_if(
      all, [&](const Event& event) { return event.kind == Event::Kind::Rename && event.to == target; });
  return std::any_of(rename, all.end(), [&](const Event& event) {
    return event.kind == Event::Kind::Sync && event.file == target.parent_path();
  });
}

} // namespace mien::test

using Kind = mien::test::ObservedDisk::Event::Kind;

extern "C" int fsync(int descriptor) {
  std::error_code error;
  mien::test::remember(Kind::Sync, std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor), error),
                       {});
  return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

extern "C" int rename(const char* from, const char* to) noexcept {
  mien::test::remember(Kind::Rename, from, to);
  return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0U));
}
