#pragma once

#include "core/data/emotion.h"

#include <array>
#include <optional>
#include <string_view>

namespace mien {

/// How ten votes become a training target, after Barsoum et al. 2016 ("Training Deep Networks for Facial Expression
/// Recognition with Crowd-Sourced Label Distribution"). Single votes count as slips and are dropped first; an image
/// whose kept columns hold no more than half of the rest, or whose first choice is not one of the classes, is
/// discarded. Soft and Sampled keep images with more than three tied columns, as the published counts do.
enum class LabelPolicy {
  Majority,    ///< the one class that more than half of the votes name
  Soft,        ///< the vote distribution ("crossentropy")
  Sampled,     ///< the vote distribution, one class drawn from it each time the image is shown ("probability")
  MultiTarget, ///< every column with at least 30 % of the votes, equally right: the target is uniform over those that
               ///< name an emotion, whatever their votes
};

[[nodiscard]] std::string_view labelPolicyName(LabelPolicy policy);
[[nodiscard]] std::optional<LabelPolicy> parseLabelPolicy(std::string_view text);

/// Probabilities over the emotions, summing to 1; entries from `classes` on are 0.
using Target = std::array<float, kEmotionCount>;

/// The target of one image over the first `classes` (7 or 8) emotions, or nothing when the policy discards the image.
/// For Sampled this is the distribution to draw from.
[[nodiscard]] std::optional<Target> makeTarget(const Votes& votes, LabelPolicy policy, int classes);

/// Share of all ten votes that the most-named column received, 0..1; 0 without votes.
[[nodiscard]] float agreement(const Votes& votes);

} // namespace mien
