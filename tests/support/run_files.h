#pragma once

#include "core/train/train_config.h"

#include <filesystem>
#include <string>

namespace mien::test {

/// The settings of makeRun(): three epochs in two stages.
[[nodiscard]] TrainConfig runConfig(const std::string& name);

/// A run folder in `saved` as train() leaves it after `epochs` of its three epochs, with empty weights files.
/// `accuracy` is that of its last epoch.
std::filesystem::path makeRun(const std::filesystem::path& saved, const std::string& name, int epochs,
                              double accuracy = 0.5);

} // namespace mien::test
