#pragma once

#include "core/data/detail/inventory.h"
#include "core/data/detail/problem_log.h"

#include <filesystem>
#include <stop_token>

namespace mien::detail {

/// True when `root` has a folder train, valid, validation or test (any case) with a folder named after an emotion in
/// it.
[[nodiscard]] bool isClassFolders(const std::filesystem::path& root);

/// Reads <split>/<emotion>/*.{png,jpg,jpeg}, any spelling parseEmotion() knows. Files come in the order of their names.
[[nodiscard]] Inventory readClassFolders(const std::filesystem::path& root, ProblemLog& log, std::stop_token stop);

} // namespace mien::detail
