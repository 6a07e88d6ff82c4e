#include "ui/jobs/run_lock.h"

#include "core/common/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace mien::ui {

namespace {

QString lockFile(const QString& folder) { return QDir(folder).filePath(QStringLiteral("training.lock")); }

[[noreturn]] void refuse(const QString& message) { throw Error(ErrorKind::Io, message.toStdString()); }

enum class State { Free, Held, CutOff };

State stateOf(const QString& folder) {
  const int descriptor = ::open(QFile::encodeName(lockFile(folder)).constData(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return State::Free;
  }
  const bool held = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0;
  ::close(descriptor);
  return held ? State::Held : State::CutOff;
}

} // namespace

RunLock::RunLock(const QString& folder) : m_file(lockFile(folder)), m_descriptor(-1) {
  if (QDir().mkpath(folder)) {
    m_descriptor = ::open(QFile::encodeName(m_file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  }
  if (m_descriptor < 0) {
    refuse(QCoreApplication::translate("RunLock", "%1 cannot be written to. Check its permissions and the space left "
                                                  "on the disk.")
               .arg(folder));
  }
  if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(m_descriptor);
    refuse(QCoreApplication::translate("RunLock", "%1 is being trained already, perhaps in another window. Stop that "
                                                  "training first.")
               .arg(folder));
  }
}

RunLock::~RunLock() {
  QFile::remove(m_file); // while it is still locked, so that nobody takes it for that of a dead process
  ::close(m_descriptor);
}

bool RunLock::isHeld(const QString& folder) { return stateOf(folder) == State::Held; }

bool RunLock::wasCutOff(const QString& folder) { return stateOf(folder) == State::CutOff; }

void RunLock::forget(const QString& folder) {
  if (wasCutOff(folder)) {
    QFile::remove(lockFile(folder));
  }
}

} // namespace mien::ui
