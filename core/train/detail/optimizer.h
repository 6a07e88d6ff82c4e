#pragma once

#include "core/train/detail/replica_set.h"
#include "core/train/train_config.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mien::detail {

struct OptimizerOptions {
  OptimizerKind kind = OptimizerKind::AdamW;
  double weightDecay = 0;
  double ema = 0;  ///< decay of the moving average of the weights; 0: none is kept
  double clip = 0; ///< largest norm of the gradient; 0: any
};
[[nodiscard]] OptimizerOptions optimizerOptions(const TrainConfig& config);

/// Sums the replicas' gradients and updates the shared parameters and their moving average, in one pass over memory and
/// with all cores: the pass is bound by memory, so each array is touched once.
class Optimizer {
public:
  /// The backbone gets its first gradient in step `frozenSteps`: Adam's bias corrections count from there.
  Optimizer(const OptimizerOptions& options, std::span<SharedParameter> parameters, std::span<SharedBuffer> buffers,
            std::int64_t frozenSteps = 0);

  /// Applies step number `step` (from 0). Returns the norm of the gradient before clipping. When that is not finite
  /// nothing is changed: the weights stay the last good ones.
  double apply(double learningRate, std::int64_t step);

  /// Exchanges the weights and running statistics with their moving averages; a second call undoes it. Nothing without
  /// EMA.
  void swapAverages();

  /// A named array of optimiser state, to be saved and restored.
  struct State {
    std::string name;
    float* values;
    std::size_t count;
  };
  [[nodiscard]] std::vector<State> state();

private:
  struct Slot {
    std::vector<float> first;   ///< Adam's mean of gradients, or SGD's momentum
    std::vector<float> second;  ///< Adam's mean of squares
    std::vector<float> average; ///< of the weights
  };
  struct Chunk {
    std::size_t parameter;
    std::size_t begin;
    std::size_t end;
  };

  double gradientNorm() const;
  void averageBuffers(float decay);

  OptimizerOptions m_options;
  std::int64_t m_frozenSteps;
  std::span<SharedParameter> m_parameters;
  std::span<SharedBuffer> m_buffers;
  std::vector<Slot> m_slots;
  std::vector<std::vector<float>> m_bufferAverages;
  std::vector<Chunk> m_chunks;
};

} // namespace mien::detail
