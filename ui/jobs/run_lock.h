#pragma once

#include <QString>

namespace mien::ui {

/// A locked file in a run folder that says: this process trains here. The system unlocks it when the process dies, so
/// that a run that was cut off can be told from one that was stopped, and from one that another window is training.
class RunLock {
public:
  /// Makes the folder if need be. Throws mien::Error when somebody is training in it already, or when it cannot be
  /// written to.
  explicit RunLock(const QString& folder);

  /// Takes the file away.
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

  /// True while a process, this one included, is training in `folder`.
  [[nodiscard]] static bool isHeld(const QString& folder);

  /// True when a process that was training in `folder` died over it.
  [[nodiscard]] static bool wasCutOff(const QString& folder);

  /// From now on the run counts as stopped.
  static void forget(const QString& folder);

private:
  QString m_file;
  int m_descriptor;
};

} // namespace mien::ui
