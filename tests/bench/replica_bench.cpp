// Images/s of the training engine alone, on noise: forward, backward and update, without data loading.
//   replica_bench [replicas] [batch a replica] [size] [steps]
#include "core/common/memory.h"
#include "core/common/threads.h"
#include "core/train/detail/optimizer.h"
#include "core/train/detail/replica_set.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
  mien::tuneAllocator();
  const auto argument = [&](int i, int fallback) { return argc > i ? std::atoi(argv[i]) : fallback; };
  const int replicas = argument(1, mien::availableCores());
  const int batch = argument(2, 32);
  const int size = argument(3, 48);
  const int steps = argument(4, 30);

  mien::ModelInfo info;
  info.labels.assign(8, "emotion");
  const mien::TrainConfig config;
  mien::detail::ReplicaSet set(info, {}, replicas, 1);
  mien::detail::Optimizer optimizer(mien::detail::optimizerOptions(config), set.parameters(), set.buffers());
  std::vector<mien::detail::ReplicaBatch> batches(static_cast<std::size_t>(replicas));
  for (auto& share : batches) {
    share.side = size;
    share.classes = 8;
    share.pixels.resize(static_cast<std::size_t>(batch * size * size));
    for (std::size_t i = 0; i < share.pixels.size(); ++i) {
      share.pixels[i] = static_cast<float>(i * 2654435761U % 1000) / 500.0F - 1.0F;
    }
    share.targets.assign(static_cast<std::size_t>(batch * 8), 0.125F);
    share.weights.assign(static_cast<std::size_t>(batch), 1.0F);
  }
  using Clock = std::chrono::steady_clock;
  auto start = Clock::now();
  double update = 0;
  constexpr int kWarmUp = 5;
  for (int step = 0; step < steps + kWarmUp; ++step) {
    if (step == kWarmUp) {
      start = Clock::now();
      update = 0;
    }
    set.step(batches, static_cast<std::uint64_t>(step));
    const auto before = Clock::now();
    optimizer.apply(1e-4, step);
    update += std::chrono::duration<double>(Clock::now() - before).count();
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  std::printf("%d replicas, batch %d, %d px: %.1f images/s, of %.0f ms a step %.0f ms are the update\n", replicas,
              batch, size, replicas * batch * steps / seconds, 1000 * seconds / steps, 1000 * update / steps);
}
