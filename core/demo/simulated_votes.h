#pragma once

#include "core/data/emotion.h"
#include "core/demo/demo_random.h"
#include "core/demo/portrait.h"

namespace mien::demo {

inline constexpr int kAnnotators = 10;

/// What ten annotators might say of `portrait`: mostly right, split over blends, led astray by weak expressions and by
/// the usual confusions (fear and surprise, anger and disgust, ...), now and then "unknown". The votes sum to
/// kAnnotators.
[[nodiscard]] Votes simulateVotes(const Portrait& portrait, DemoRandom& random);

} // namespace mien::demo
