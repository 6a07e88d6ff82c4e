#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace mien {

/// Whether a face counts as uncertain: its label, an index into `probabilities`, has a probability of less than
/// `uncertainBelow`. Without a threshold nothing is uncertain. Reports and captions both ask here.
[[nodiscard]] inline bool isUncertain(std::span<const float> probabilities, int label,
                                      std::optional<double> uncertainBelow) {
  return uncertainBelow && static_cast<double>(probabilities[static_cast<std::size_t>(label)]) < *uncertainBelow;
}

} // namespace mien
