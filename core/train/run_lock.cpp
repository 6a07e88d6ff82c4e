#include "core/train/run_lock.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace mien {

namespace fs = std::filesystem;

namespace {

fs::path lockFile(const fs::path& folder) { return folder / "training.lock"; }

enum class State { Free, Held, CutOff };

State stateOf(const fs::path& folder) {
  const int descriptor = ::open(lockFile(folder).c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return State::Free;
  }
  const bool held = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0;
  ::close(descriptor);
  return held ? State::Held : State::CutOff;
}

} // namespace

RunLock::RunLock(const fs::path& folder)
    : m_file(lockFile(folder)), m_descriptor(::open(m_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
  if (m_descriptor < 0) {
    throw Error(
        ErrorKind::Io,
        Message(
            "{folder}: cannot be written to. Check that it is there, its permissions and the space left on the disk.",
            {{"folder", shownPath(folder)}}));
  }
  if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(m_descriptor);
    throw Error(
        ErrorKind::Io,
        Message(
            "{folder}: is being trained already, perhaps in another window or by mien-cli. Stop that training first.",
            {{"folder", shownPath(folder)}}));
  }
}

RunLock::~RunLock() {
  std::error_code ignored;
  fs::remove(m_file, ignored); // while it is still locked, so that nobody takes it for that of a dead process
  ::close(m_descriptor);
}

bool RunLock::isHeld(const fs::path& folder) { return stateOf(folder) == State::Held; }

bool RunLock::wasCutOff(const fs::path& folder) { return stateOf(folder) == State::CutOff; }

void RunLock::forget(const fs::path& folder) {
  if (wasCutOff(folder)) {
    std::error_code ignored;
    fs::remove(lockFile(folder), ignored);
  }
}

} // namespace mien
