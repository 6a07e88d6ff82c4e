#pragma once

#include "core/data/detail/inventory.h"
#include "core/data/detail/problem_log.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace mien::detail {

/// The file with Kaggle's columns "emotion" and "pixels": `root` itself, fer2013.csv in it, or else the first .csv in
/// it that has them. Nothing when there is none.
[[nodiscard]] std::optional<std::filesystem::path> findKaggleCsv(const std::filesystem::path& root);

/// Reads "emotion,pixels,Usage" (columns in any order; without Usage all is training). The file is streamed: only the
/// place of each row is kept, its pixels are parsed when they are needed.
[[nodiscard]] Inventory readKaggleCsv(const std::filesystem::path& file, ProblemLog& log, std::stop_token stop);

} // namespace mien::detail
