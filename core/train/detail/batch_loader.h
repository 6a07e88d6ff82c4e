#pragma once

#include "core/train/detail/replica_set.h"
#include "core/train/detail/training_set.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace mien::detail {

/// Prepares the batches of the steps from `firstStep` on, a little ahead of the training and on one thread of its own,
/// which ends with the loader. What a step gets depends on the seed and the step alone.
class BatchLoader {
public:
  BatchLoader(const Dataset& dataset, const LabelledImages& images, const TrainConfig& config, const ModelInfo& info,
              std::int64_t firstStep);
  ~BatchLoader();
  BatchLoader(const BatchLoader&) = delete;
  BatchLoader& operator=(const BatchLoader&) = delete;

  /// Shares of the next step, one a replica. Blocks until they are ready. Throws Error(BadData) when too many images
  /// can no longer be read.
  std::vector<ReplicaBatch> next();

  [[nodiscard]] static std::int64_t stepsPerEpoch(std::size_t images, int batch);

private:
  void work(std::stop_token stop);
  std::vector<ReplicaBatch> make(std::int64_t step);
  ReplicaBatch makeShare(std::int64_t step, std::span<const std::size_t> positions, int side);
  void addImage(ReplicaBatch& share, std::size_t position, Random random);
  void mixUp(ReplicaBatch& share, Random random) const;

  const Dataset& m_dataset;
  const LabelledImages& m_images;
  const TrainConfig& m_config;
  ModelInfo m_info;
  std::int64_t m_stepsPerEpoch;
  std::int64_t m_step;
  int m_orderEpoch = -1;
  std::vector<std::size_t> m_order;
  std::vector<std::uint8_t> m_pixels;

  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::deque<std::vector<ReplicaBatch>> m_ready;
  std::exception_ptr m_problem;
  std::jthread m_thread; ///< last: it uses everything above
};

} // namespace mien::detail
