#pragma once

#include <cstdint>

namespace mien::detail {

/// Squeeze-and-excitation's product of a feature map with one factor an image and channel. `x` is [images, pixels,
/// channels] in memory (channels_last), `gate` [images, channels]; channels is a multiple of 8. y may be x.
void gateForward(const float* x, const float* gate, std::int64_t images, std::int64_t pixels, std::int64_t channels,
                 float* y);
void gateBackward(const float* x, const float* gate, const float* gradY, std::int64_t images, std::int64_t pixels,
                  std::int64_t channels, float* gradX, float* gradGate);

} // namespace mien::detail
