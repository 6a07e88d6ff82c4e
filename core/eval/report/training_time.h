#pragma once

#include <filesystem>
#include <optional>

namespace mien {

/// Seconds that training took: the sum of the column "seconds" of `runFolder`/history.csv, wherever the column stands.
/// Nothing when there is no such file, column or number; rows that cannot be read (a run cut off in the middle of a
/// line) are skipped. Never throws over the file's content.
[[nodiscard]] std::optional<double> trainingSeconds(const std::filesystem::path& runFolder);

} // namespace mien
