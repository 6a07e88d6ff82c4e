#pragma once

#include "core/train/run_list.h"

#include <QString>

#include <vector>

namespace mien::ui {

/// A run with what the locks in its folder say.
struct RunEntry {
  RunInfo info;
  bool training = false; ///< some process is at it
  bool cutOff = false;   ///< the process that was at it died

  [[nodiscard]] QString folder() const;
};

/// Every run in `saved`. Any thread. Throws mien::Error.
[[nodiscard]] std::vector<RunEntry> readRunEntries(const QString& saved);

/// In a word or two: "Finished", "Stopped", ...
[[nodiscard]] QString stateText(const RunEntry& run);

/// One sentence that explains it, or what is damaged.
[[nodiscard]] QString stateHelp(const RunEntry& run);

} // namespace mien::ui
