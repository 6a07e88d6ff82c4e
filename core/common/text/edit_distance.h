#pragma once

#include <cstddef>
#include <string_view>

namespace mien {

/// How many letters must be put in, taken out, changed or swapped with their neighbour to make one text of the other
/// (optimal string alignment). For short words.
[[nodiscard]] std::size_t editDistance(std::string_view one, std::string_view other);

} // namespace mien
