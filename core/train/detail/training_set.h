#pragma once

#include "core/data/dataset.h"
#include "core/data/label_policy.h"
#include "core/train/train_config.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mien::detail {

/// The images of one split that a label policy keeps, with their targets.
struct LabelledImages {
  std::vector<std::size_t> samples; ///< index into Dataset::samples
  std::vector<Target> targets;
  std::vector<float> weights; ///< of the loss; mean about 1
};

/// Throws Error(BadData) when nothing is left.
[[nodiscard]] LabelledImages labelledImages(const Dataset& dataset, Split split, const TrainConfig& config);

/// What is odd about the images to learn from: a single one, a single emotion, emotions that one of the splits lacks.
/// Sentences without their full stop.
[[nodiscard]] std::vector<std::string> dataWarnings(const LabelledImages& train, const LabelledImages& valid,
                                                    int classes);

/// Positions into `images`, in the order in which epoch `epoch` shows them. A function of the seed and the epoch alone.
[[nodiscard]] std::vector<std::size_t> epochOrder(const LabelledImages& images, const TrainConfig& config, int epoch);

} // namespace mien::detail
