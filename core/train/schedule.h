#pragma once

#include "core/train/train_config.h"

#include <cstdint>

namespace mien {

/// Learning rate of step `step` (from 0) of `steps`: a pure function, so that a resumed run needs no state for it.
[[nodiscard]] double learningRateAt(const TrainConfig& config, std::int64_t step, std::int64_t steps);

} // namespace mien
