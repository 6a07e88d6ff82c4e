#pragma once

#include "core/model/model_info.h"
#include "core/weights/state_dict.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mien {

/// Which head a state dict has: it shows in the names.
[[nodiscard]] HeadKind headKindOf(const StateDict& state);

/// How many classes it tells apart; 0 where it has no head of EfficientNet-B3.
[[nodiscard]] std::int64_t outputsOf(const StateDict& state);

/// Puts the rows of the head's last layer, which stand for `labels`, into the order of `wanted`. Does nothing and gives
/// false where they are in that order, or the head has other outputs than those.
bool reorderHeadOutputs(StateDict& state, const std::vector<std::string>& labels,
                        const std::vector<std::string>& wanted);

} // namespace mien
