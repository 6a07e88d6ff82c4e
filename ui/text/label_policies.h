#pragma once

#include "core/data/label_policy.h"

#include <QString>

#include <array>

namespace mien::ui {

inline constexpr std::array kLabelPolicies{LabelPolicy::Majority, LabelPolicy::Soft, LabelPolicy::Sampled,
                                           LabelPolicy::MultiTarget};

/// Display name: "Majority", "Vote shares", "Drawn from the votes", "Several right".
[[nodiscard]] QString policyName(LabelPolicy policy);

/// One sentence that explains it.
[[nodiscard]] QString policyHelp(LabelPolicy policy);

/// "Training", "Validation", "Test".
[[nodiscard]] QString splitTitle(int split);

} // namespace mien::ui
