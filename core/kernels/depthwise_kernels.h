#pragma once

#include <cstdint>

namespace mien::detail {

/// A depthwise convolution with "same" padding, kernel / 2. Images are [images, height, width, channels] in memory
/// (channels_last), weights [kernel x kernel, channels] ("taps"), so that neighbouring channels fill a vector.
struct DepthwiseShape {
  std::int64_t images = 0;
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::int64_t channels = 0; ///< a multiple of 8
  std::int64_t kernel = 3;   ///< 3 or 5
  std::int64_t stride = 1;   ///< 1 or 2
  [[nodiscard]] std::int64_t outHeight() const { return (height - 1) / stride + 1; }
  [[nodiscard]] std::int64_t outWidth() const { return (width - 1) / stride + 1; }
};

/// oneDNN's kernels for these spend most of a training step on EfficientNet's small maps (1392 channels of 2 x 2 px at
/// an input of 48 px): written for that shape, the same arithmetic takes a tenth of the time. All run on the calling
/// thread; results do not depend on anything but the arguments.

/// `bias`: one a channel, or null.
void depthwiseForward(const DepthwiseShape& shape, const float* x, const float* taps, const float* bias, float* y);
void depthwiseInputGradient(const DepthwiseShape& shape, const float* gradY, const float* taps, float* gradX);
void depthwiseWeightGradient(const DepthwiseShape& shape, const float* x, const float* gradY, float* gradTaps);

} // namespace mien::detail
