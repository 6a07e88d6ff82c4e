#pragma once

#include "core/data/dataset.h"
#include "core/data/label_policy.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mien::ui {

/// How far the annotators agree on an image: the share of the ten votes for the most-named column.
enum class Agreement { Any, Unanimous, Clear, Divided, Contested };

/// Least and most share that a level stands for; the most is not included.
struct AgreementRange {
  float from = 0;
  float to = 2;
};
[[nodiscard]] AgreementRange agreementRange(Agreement level);

inline constexpr int kAnyEmotion = -1;
inline constexpr int kDiscarded = kEmotionCount; ///< images that the label policy leaves out

/// Which images are wanted.
struct SampleFilter {
  std::optional<Split> split;
  int emotion = kAnyEmotion; ///< 0..7, kAnyEmotion or kDiscarded
  Agreement agreement = Agreement::Any;

  bool operator==(const SampleFilter&) const = default;
};

/// What a policy makes of each image: the emotion its target names most, or kDiscarded.
[[nodiscard]] std::vector<std::uint8_t> classesOf(const Dataset& dataset, LabelPolicy policy);

/// Indices of the samples that pass; `classes` are classesOf() the data set.
[[nodiscard]] std::vector<std::uint32_t>
matchingSamples(const Dataset& dataset, const std::vector<std::uint8_t>& classes, const SampleFilter& filter);

} // namespace mien::ui
