#pragma once

namespace mien {

// Who takes how many threads: training takes as many replicas of one thread each as there are cores (TrainConfig::
// replicas), evaluation its caller's number, and moving pictures videoThreads() for decoding and as many for the
// network. LibTorch's own threads are capped at one in core/train/detail/replica_set.

/// Cores this process may use (affinity respected), at least 1.
[[nodiscard]] int availableCores();

/// For the decoder and for the faces of moving pictures: more threads than four gain nothing there, and they would be
/// taken from what runs beside.
[[nodiscard]] int videoThreads();

} // namespace mien
