#pragma once

#include "core/data/dataset.h"
#include "core/data/label_policy.h"

#include <array>
#include <cstddef>

namespace mien {

/// How many images of each split a policy keeps, by the emotion its target names most (argmax).
using ClassCounts = std::array<std::array<std::size_t, kEmotionCount>, kSplitCount>;

[[nodiscard]] ClassCounts countClasses(const Dataset& dataset, LabelPolicy policy, int classes);

} // namespace mien
