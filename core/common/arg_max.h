#pragma once

#include <algorithm>
#include <ranges>

namespace mien {

/// Index of the largest value; the first of equal ones. There must be a value.
template <std::ranges::forward_range Values> [[nodiscard]] int argMax(const Values& values) {
  return static_cast<int>(std::ranges::distance(std::ranges::begin(values), std::ranges::max_element(values)));
}

} // namespace mien
