#pragma once

#include <filesystem>

namespace mien {

/// A locked file in a run folder that says: this process trains here. train() and resumeTraining() hold one. The system
/// unlocks it when the process dies, so that a run that was cut off can be told from one that was stopped, and from one
/// that is being trained elsewhere, by the desktop application or by mien-cli.
class RunLock {
public:
  /// Throws Error(Io) when somebody is training in the folder already, or when it cannot be written to.
  explicit RunLock(const std::filesystem::path& folder);

  /// Takes the file away.
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

  /// True while a process, this one included, is training in `folder`.
  [[nodiscard]] static bool isHeld(const std::filesystem::path& folder);

  /// True when a process that was training in `folder` died over it.
  [[nodiscard]] static bool wasCutOff(const std::filesystem::path& folder);

  /// From now on the run counts as stopped.
  static void forget(const std::filesystem::path& folder);

private:
  std::filesystem::path m_file;
  int m_descriptor;
};

} // namespace mien
