#pragma once

#include "core/common/random.h"

#include <cstdint>
#include <span>

namespace mien {

/// How much training images are changed each time they are shown. Every figure scales with `strength`; 0 changes
/// nothing.
struct AugmentOptions {
  double strength = 1.0;
  bool flip = true;         ///< mirror left-right, half of the time
  double rotation = 12.0;   ///< degrees, uniform in +-
  double scale = 0.10;      ///< relative size, uniform in +-
  double shift = 0.07;      ///< share of the side, uniform in +-, in each direction
  double brightness = 0.15; ///< of the full range, uniform in +-
  double contrast = 0.25;   ///< relative, uniform in +-
  double erasing = 0.25;    ///< probability of overwriting one rectangle (random erasing, Zhong et al. 2020)
};

/// Changes a square 8-bit grey image of `side` x `side` pixels in place. The same `random` makes the same change.
void augment(std::span<std::uint8_t> image, int side, const AugmentOptions& options, Random& random);

} // namespace mien
