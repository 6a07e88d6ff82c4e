#pragma once

#include "core/train/train_observer.h"

#include <nlohmann/json.hpp>

namespace mien {

// Numbers as nlohmann writes doubles: they come back bit for bit.
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(EpochRecord, epoch, size, trainLoss, trainAccuracy, validLoss, validAccuracy,
                                   learningRate, imagesPerSecond, seconds)

} // namespace mien
