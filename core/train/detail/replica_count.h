#pragma once

#include "core/train/train_config.h"

namespace mien::detail {

/// How many replicas a training has: as many as its settings say, or one a core. Throws Error (BadArgument) where a
/// batch has fewer images than that.
[[nodiscard]] int resolveReplicas(const TrainConfig& config);

} // namespace mien::detail
