#pragma once

#include <cstdint>
#include <string>

namespace mien::test {

/// An encoded image of seeded noise; `extension` is ".png" or ".jpg". The same arguments give the same bytes.
[[nodiscard]] std::string makeImage(std::uint64_t seed, int width = 8, int height = 8, bool colour = false,
                                    const std::string& extension = ".png");

} // namespace mien::test
