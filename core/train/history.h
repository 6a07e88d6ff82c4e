#pragma once

#include "core/train/train_observer.h"

#include <filesystem>
#include <vector>

namespace mien {

/// Writes history.csv whole and atomically: a header, then one line an epoch. Throws Error (DiskFull, Io).
void writeHistory(const std::filesystem::path& file, const std::vector<EpochRecord>& records);

/// Reads it back, to the digits that were written; also the files of Mien 0.1 from machines with a decimal comma, where
/// that comma stands among those between the fields. Throws Error: NotFound, Io, BadData when the header or a line is
/// not as writeHistory() writes them.
[[nodiscard]] std::vector<EpochRecord> readHistory(const std::filesystem::path& file);

} // namespace mien
