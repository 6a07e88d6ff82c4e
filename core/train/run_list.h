#pragma once

#include "core/train/train_config.h"
#include "core/train/train_observer.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mien {

/// A run folder as it stands on disk.
struct RunInfo {
  std::filesystem::path folder;
  std::string problem; ///< what is damaged, in words; empty: nothing. The rest is what could be read
  TrainConfig config;
  std::vector<EpochRecord> history;        ///< of the finished epochs
  bool finished = false;                   ///< all epochs are done, or it stopped early
  bool resumable = false;                  ///< neither finished nor damaged: resumeTraining() can go on with it
  bool checkpoint = false;                 ///< there is one to go on from; else resuming starts again
  std::filesystem::path weights;           ///< to evaluate: the best epoch's, else the last one's; empty: none yet
  std::filesystem::file_time_type changed; ///< when an epoch or a checkpoint was last written

  [[nodiscard]] std::string name() const { return folder.filename().string(); }
  [[nodiscard]] std::optional<EpochRecord> best() const; ///< lowest validation loss; nothing before the first epoch
  [[nodiscard]] double seconds() const;                  ///< that the finished epochs took
};

/// Reads one run folder. Throws nothing over its content: see RunInfo::problem.
[[nodiscard]] RunInfo readRun(const std::filesystem::path& folder);

/// Every run in `saved`, the one that changed last first. Folders that hold none of a run's files are left out; no
/// folder `saved` is an empty list. Throws Error(Io) when `saved` cannot be read.
[[nodiscard]] std::vector<RunInfo> listRuns(const std::filesystem::path& saved);

/// Throws Error(BadArgument) unless `name` is one plain folder name.
void validateRunName(const std::string& name);

/// The first of run-1, run-2, ... (or another `stem`) that is free in `saved`.
[[nodiscard]] std::string freeRunName(const std::filesystem::path& saved, const std::string& stem = "run");

/// Makes the folder of a run, for whoever comes first: false where it is there already. Throws Error (DiskFull, Io).
[[nodiscard]] bool claimRun(const std::filesystem::path& saved, const std::string& name);

/// Makes the folder of the first free name and returns the name: of several programs that do so at once each gets its
/// own. Throws Error (DiskFull, Io).
[[nodiscard]] std::string claimRunName(const std::filesystem::path& saved, const std::string& stem = "run");

/// Gives the run another name, in its config.json too, and returns its new folder. Throws Error: BadArgument (a name
/// that cannot be used or is taken), NotFound (no run there), Io. Not while it is being trained.
std::filesystem::path renameRun(const std::filesystem::path& folder, const std::string& name);

/// Deletes the run folder with all that is in it. Throws Error: BadArgument when it is not a run folder, NotFound, Io.
/// Not while it is being trained.
void deleteRun(const std::filesystem::path& folder);

} // namespace mien
