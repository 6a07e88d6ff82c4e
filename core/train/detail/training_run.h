#pragma once

#include "core/common/text/message.h"
#include "core/train/detail/checkpoint.h"
#include "core/train/detail/optimizer.h"
#include "core/train/detail/replica_set.h"
#include "core/train/detail/training_set.h"
#include "core/train/trainer.h"

#include <chrono>
#include <limits>
#include <optional>

namespace mien {
struct Weights;
}

namespace mien::detail {

class BatchLoader;

/// One training, from its first or its restored step to the last. Everything that must survive a crash is in `State` or
/// in the blocks of memory that blocks() names; everything else follows from the settings.
class TrainingRun {
public:
  /// `images` tells which images these are.
  TrainingRun(TrainConfig config, const Dataset& dataset, DatasetFingerprint images, std::filesystem::path folder,
              TrainObserver& observer);

  /// Takes up the checkpoint of the folder, if there is one. Where the data has changed since, the unfinished epoch is
  /// begun again with the new one.
  void restore(bool dataChanged);

  TrainResult run(std::stop_token stop, PauseSwitch* pause);

private:
  using Clock = std::chrono::steady_clock;

  struct State {
    std::int64_t step = 0; ///< of the whole run; the next to do
    double lossSum = 0;    ///< of the unfinished epoch
    double correct = 0;
    double images = 0;
    double seconds = 0; ///< spent on the unfinished epoch
    double bestLoss = std::numeric_limits<double>::infinity();
    int bestEpoch = 0;
    bool finished = false;
    std::vector<EpochRecord> history;
  };

  void initialise();
  void reorderOutputs(Weights& weights) const;
  void trainStep(BatchLoader& loader);
  bool finishEpoch(std::stop_token stop);
  void report(const StepOutcome& outcome, double rate, double seconds);
  void saveCheckpoint();
  [[noreturn]] void diverged(const Message& what);
  [[nodiscard]] std::string savedWeightsHint() const;
  [[nodiscard]] std::vector<FloatBlock> blocks();
  [[nodiscard]] double secondsLeft() const;
  [[nodiscard]] TrainResult result(TrainStatus status) const;
  [[nodiscard]] int epoch() const { return static_cast<int>(m_state.step / m_stepsPerEpoch); }

  TrainConfig m_config;
  const Dataset& m_dataset;
  std::filesystem::path m_folder;
  TrainObserver& m_observer;
  ModelInfo m_info;
  LabelledImages m_train;
  LabelledImages m_valid;
  std::int64_t m_stepsPerEpoch;
  std::int64_t m_steps;
  ReplicaSet m_replicas;
  std::optional<Optimizer> m_optimizer; ///< always there once the run is made
  State m_state;
  double m_lastRate = 0;
  double m_secondsPerStep = 0; ///< smoothed, at the current size
  double m_trainSeconds = 0;   ///< training alone, in this process, of this epoch
  double m_trainImages = 0;
  Clock::time_point m_lastCheckpoint = Clock::now();
};

} // namespace mien::detail
