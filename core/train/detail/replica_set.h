#pragma once

#include "core/model/model_info.h"
#include "core/weights/state_dict.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mien::detail {

/// One replica's share of a batch.
struct ReplicaBatch {
  int side = 0; ///< px
  int classes = 0;
  std::vector<float> pixels;  ///< images x side x side, preprocessed
  std::vector<float> targets; ///< images x classes, probabilities
  std::vector<float> weights; ///< one an image, multiplies its loss
  [[nodiscard]] std::size_t images() const { return weights.size(); }
};

/// A parameter that all replicas share, and the gradient each of them found for it. The memory order is the engine's
/// own (channels_last for convolutions), the same for values and gradients.
struct SharedParameter {
  std::string name;
  float* values = nullptr;
  std::size_t count = 0;
  bool decays = false;                 ///< weight decay applies: not to norms and biases
  bool backbone = false;               ///< part of "features"
  std::vector<const float*> gradients; ///< one a replica, valid until the next step; null where frozen
};

/// A running statistic of batch norm; after a step every replica holds the mean over replicas.
struct SharedBuffer {
  std::string name;
  float* values = nullptr;
  std::size_t count = 0;
};

struct StepOutcome {
  double lossSum = 0; ///< sum over images of weight x cross-entropy
  double correct = 0; ///< images whose largest logit is the target's largest class
  std::size_t images = 0;
};

struct NetworkOptions {
  double dropout = 0.3;
  double stochasticDepth = 0.2;
  double labelSmoothing = 0;
};

/// Synchronous data parallelism inside the process: one single-threaded EfficientNet-B3 a core, all of them over the
/// same parameter memory, so that nothing has to be broadcast. Not for use by several threads at a time; the threads
/// are oneTBB's.
class ReplicaSet {
public:
  ReplicaSet(const ModelInfo& info, const NetworkOptions& options, int replicas, std::uint64_t seed);
  ~ReplicaSet();
  ReplicaSet(const ReplicaSet&) = delete;
  ReplicaSet& operator=(const ReplicaSet&) = delete;

  /// Forward and backward of every replica on its share. Same batches, seed and number of replicas: same gradients, bit
  /// for bit. The gradients are of the mean over all images.
  StepOutcome step(std::span<const ReplicaBatch> batches, std::uint64_t seed);

  /// With a frozen backbone only the head learns, and batch norm uses its running statistics.
  void freezeBackbone(bool frozen);

  /// Sets batch norm's count of batches, which has no effect but travels in the weights file.
  void setBatchesTracked(std::int64_t count);

  std::span<SharedParameter> parameters();
  std::span<SharedBuffer> buffers();

  /// The network's weights in file order, with torchvision's names.
  [[nodiscard]] StateDict state() const;

  /// Result of loading somebody else's weights: what was left as it was, one line each.
  std::vector<std::string> load(const StateDict& state);

private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

} // namespace mien::detail
