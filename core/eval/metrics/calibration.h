#pragma once

#include <span>

namespace mien {

/// Temperature scaling (Guo et al. 2017, "On Calibration of Modern Neural Networks"): the factor t > 0 for which
/// softmax(log p / t) has the lowest cross-entropy against the true classes. Above 1 the model was too sure, below 1
/// not sure enough; the most probable class stays the same. `probabilities`: images x classes, row by row; `actual`:
/// the true class of each image. Throws Error (BadArgument) when the sizes do not fit each other, a class is out of
/// range, a probability is no number or there are no images.
[[nodiscard]] double fitTemperature(int classes, std::span<const int> actual, std::span<const float> probabilities);

} // namespace mien
