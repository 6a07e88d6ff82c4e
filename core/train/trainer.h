#pragma once

#include "core/data/dataset.h"
#include "core/data/dataset_fingerprint.h"
#include "core/train/train_config.h"
#include "core/train/train_observer.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace mien {

/// Lets another thread hold a training between two steps. Any thread.
class PauseSwitch {
public:
  void pause();
  void resume();

  /// Returns at once unless paused; then when resumed or when a stop is requested. True when it waited.
  bool wait(std::stop_token stop);

private:
  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  bool m_paused = false;
};

enum class TrainStatus {
  Finished,
  StoppedEarly, ///< the validation loss had not fallen for `patience` epochs
  Stopped,      ///< a stop was requested; a checkpoint was written
};

struct TrainResult {
  TrainStatus status = TrainStatus::Finished;
  std::filesystem::path folder;
  std::vector<EpochRecord> history; ///< of the whole run, epochs before a resume included
  int bestEpoch = 0;                ///< from 1; 0 when no epoch was finished
};

/// Names of the files in a run folder.
struct RunFiles {
  static constexpr const char* kConfig = "config.json";
  static constexpr const char* kHistory = "history.csv";
  static constexpr const char* kBest = "model_best.pth";
  static constexpr const char* kFinal = "final_model.pth";
  static constexpr const char* kCheckpoint = "checkpoint.safetensors";
  static constexpr const char* kImages = ImageFingerprints::kFile;
};

/// A validation split that the data set does not bring itself is cut as `config.cut` says, however `dataset` was
/// loaded. Trains EfficientNet-B3 in `folder`, which must not hold a run yet: config.json, history.csv, model_best.pth
/// (lowest validation loss), final_model.pth and the checkpoint are written there. Synchronous; uses oneTBB's threads
/// and one that loads images, none of which outlives the call. Stop and pause take effect between two steps. Throws
/// Error: BadArgument (settings), BadData (data), Diverged (the loss is not a number; the last good weights are on
/// disk), DiskFull and Io (the last good checkpoint is kept).
[[nodiscard]] TrainResult train(TrainConfig config, const Dataset& dataset, const std::filesystem::path& folder,
                                TrainObserver& observer, std::stop_token stop = {}, PauseSwitch* pause = nullptr);

enum class ChangedData {
  Refuse,
  Accept, ///< goes on from the last finished epoch's end with the data as it is now
};

/// Goes on with the run in `folder` from its checkpoint, wherever it was cut off: the final weights are those of a run
/// that was never interrupted, bit for bit, given the same data, processor and number of replicas. A run that had not
/// come to its first checkpoint starts again. The run remembers its images (ImageFingerprints); where `dataset` is not
/// what it was, an Error (BadData) counts what differs, or the observer hears of it. Where the data set lies elsewhere
/// now, the run's config.json says so from then on.
[[nodiscard]] TrainResult resumeTraining(const std::filesystem::path& folder, const Dataset& dataset,
                                         TrainObserver& observer, std::stop_token stop = {},
                                         PauseSwitch* pause = nullptr, ChangedData changed = ChangedData::Refuse);

/// What has become of the data set since the run in `folder` began; nothing where the run does not remember. Throws
/// Error (NotFound, BadData) where the folder's files cannot be read.
[[nodiscard]] std::optional<DatasetChanges> datasetChanges(const std::filesystem::path& folder, const Dataset& dataset);

/// The settings in a JSON file such as a run's config.json. Throws Error (NotFound, BadData) that names the file.
[[nodiscard]] TrainConfig readTrainConfig(const std::filesystem::path& file);

/// Writes them as readRunConfig() reads them. Throws Error (DiskFull, Io).
void writeRunConfig(const std::filesystem::path& folder, const TrainConfig& config);

/// The settings of the run in `folder`. Throws Error (NotFound, BadData).
[[nodiscard]] TrainConfig readRunConfig(const std::filesystem::path& folder);

} // namespace mien
