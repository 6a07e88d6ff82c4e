#pragma once

#include <cstdint>

namespace mien::detail {

/// The stem: 3 x 3 convolution with stride 2 and padding 1 over one channel, then SiLU. x: [images, side, side]; taps:
/// [9, channels]; y: [images, (side + 1) / 2, (side + 1) / 2, channels]. channels is a multiple of 8.
void stemForward(const float* x, std::int64_t images, std::int64_t side, const float* taps, const float* bias,
                 std::int64_t channels, float* y);

/// SiLU in place over [images, pixels, channels], and the mean of every map: [images, channels].
void activateAndPool(float* x, std::int64_t images, std::int64_t pixels, std::int64_t channels, float* mean);

} // namespace mien::detail
