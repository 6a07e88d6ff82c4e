#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mien {

enum class Split : std::uint8_t { Train, Valid, Test };
inline constexpr int kSplitCount = 3;

/// "train", "valid", "test".
[[nodiscard]] std::string_view splitName(Split split);

/// Reads the usual names of splits as columns, folders and files have them: "Training", "val", "dev", "Public Test",
/// "test_set", "FER2013Train", "train_labels". Nothing where the text holds any other word or names two splits.
[[nodiscard]] std::optional<Split> parseSplit(std::string_view text);

} // namespace mien
