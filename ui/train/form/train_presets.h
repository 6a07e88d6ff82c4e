#pragma once

#include "core/train/train_config.h"

#include <QString>

#include <array>
#include <cstddef>
#include <optional>

namespace mien::ui {

enum class Preset { Quick, Balanced, Best };
inline constexpr std::array kPresets{Preset::Quick, Preset::Balanced, Preset::Best};

[[nodiscard]] QString presetName(Preset preset);
[[nodiscard]] QString presetHelp(Preset preset); ///< one sentence

/// The settings for a data set of that many training images; small ones are shown more often, in smaller batches.
/// Name, data, classes, seed, replicas and checkpoints are those of `base`.
[[nodiscard]] TrainConfig presetConfig(Preset preset, std::size_t trainImages, const TrainConfig& base = {});

/// The preset that these settings are, if any.
[[nodiscard]] std::optional<Preset> presetOf(const TrainConfig& config, std::size_t trainImages);

} // namespace mien::ui
