#pragma once

#include "core/train/train_observer.h"

#include <filesystem>
#include <vector>

namespace mien {

/// Writes history.csv whole and atomically: a header, then one line an epoch. Throws Error (DiskFull, Io).
void writeHistory(const std::filesystem::path& file, const std::vector<EpochRecord>& records);

} // namespace mien
