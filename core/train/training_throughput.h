#pragma once

#include "core/data/dataset.h"
#include "core/train/train_config.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace mien {

/// What training costs on this machine, as far as settings decide it.
struct TrainingThroughput {
  struct Stage {
    int size = 0;               ///< px
    double imagesPerSecond = 0; ///< training alone
    double secondsPerEpoch = 0; ///< training and validation, without writing files
  };
  std::vector<Stage> stages; ///< one for each size of the settings, in their order

  /// Of all epochs of `config`; nothing when a size was not measured.
  [[nodiscard]] std::optional<double> seconds(const TrainConfig& config) const;
};

/// Measures it: trains a throw-away network on a few real batches at each size, about two seconds each, and runs a few
/// validation images through it. Writes no file. Synchronous; uses the threads that train() would. A stop request is
/// not an error: what was measured by then comes back. Throws Error: BadArgument (settings), BadData (data).
[[nodiscard]] TrainingThroughput measureThroughput(TrainConfig config, const Dataset& dataset,
                                                   std::stop_token stop = {});

} // namespace mien
