#include "core/kernels/depthwise_kernels.h"

#include "core/kernels/vector_math.h"

#include <algorithm>

namespace mien::detail {

namespace {

constexpr std::int64_t kWide = 4; ///< vectors that are accumulated side by side, to hide the latency of the additions
constexpr std::int64_t kLane = static_cast<std::int64_t>(kLanes);
constexpr std::int64_t kCacheFloats = 6 * 1024; ///< of one block of images, to stay in the first-level cache

struct Range {
  std::int64_t begin;
  std::int64_t end;
};

/// The taps k for which position * stride + k - kPadding lies inside.
MIEN_INLINE Range tapsInside(std::int64_t first, std::int64_t size, std::int64_t kernel) {
  return {std::max<std::int64_t>(0, -first), std::min(kernel, size - first)};
}

/// The output positions o for which o * stride + offset lies inside the input.
MIEN_INLINE Range outputsInside(std::int64_t offset, std::int64_t size, std::int64_t outSize, std::int64_t stride) {
  const std::int64_t begin = offset >= 0 ? 0 : (-offset + stride - 1) / stride;
  const std::int64_t last = size - 1 - offset;
  return {begin, last < 0 ? 0 : std::min(outSize, last / stride + 1)};
}

/// The taps k for which (position - k) / stride is a whole number and an output; they are `stride` apart.
MIEN_INLINE Range tapsReaching(std::int64_t position, std::int64_t outSize, std::int64_t kernel, std::int64_t stride) {
  return {std::max(position % stride, position - (outSize - 1) * stride), std::min(kernel, position + 1)};
}

/// Calls wide(channel) or narrow(channel) over all channels: in blocks of kWide vectors, then of single ones.
template <typename Wide, typename Narrow>
MIEN_INLINE void overChannels(std::int64_t channels, const Wide& wide, const Narrow& narrow) {
  std::int64_t c = 0;
  for (; c + kWide * kLane <= channels; c += kWide * kLane) {
    wide(c);
  }
  for (; c < channels; c += kLane) {
    narrow(c);
  }
}

template <std::int64_t kVectors, std::int64_t kKernel, std::int64_t kStride>
MIEN_INLINE void forwardBlock(const DepthwiseShape& s, const float* x, const float* taps, const float* bias, float* y) {
  constexpr std::int64_t kPadding = kKernel / 2;
  for (std::int64_t oh = 0; oh < s.outHeight(); ++oh) {
    const std::int64_t top = oh * kStride - kPadding;
    const Range rows = tapsInside(top, s.height, kKernel);
    for (std::int64_t ow = 0; ow < s.outWidth(); ++ow) {
      const std::int64_t left = ow * kStride - kPadding;
      const Range columns = tapsInside(left, s.width, kKernel);
      Floats sum[kVectors] = {};
      if (bias != nullptr) {
        for (std::int64_t v = 0; v < kVectors; ++v) {
          sum[v] = floatsAt(bias + v * kLane);
        }
      }
      for (std::int64_t kh = rows.begin; kh < rows.end; ++kh) {
        const float* in = x + ((top + kh) * s.width + left) * s.channels;
        const float* tap = taps + kh * kKernel * s.channels;
        for (std::int64_t kw = columns.begin; kw < columns.end; ++kw) {
          for (std::int64_t v = 0; v < kVectors; ++v) {
            sum[v] += floatsAt(in + kw * s.channels + v * kLane) * floatsAt(tap + kw * s.channels + v * kLane);
          }
        }
      }
      for (std::int64_t v = 0; v < kVectors; ++v) {
        floatsAt(y + (oh * s.outWidth() + ow) * s.channels + v * kLane) = sum[v];
      }
    }
  }
}

template <std::int64_t kVectors, std::int64_t kKernel, std::int64_t kStride>
MIEN_INLINE void inputGradientBlock(const DepthwiseShape& s, const float* gradY, const float* taps, float* gradX) {
  constexpr std::int64_t kPadding = kKernel / 2;
  for (std::int64_t ih = 0; ih < s.height; ++ih) {
    const Range rows = tapsReaching(ih + kPadding, s.outHeight(), kKernel, kStride);
    for (std::int64_t iw = 0; iw < s.width; ++iw) {
      const Range columns = tapsReaching(iw + kPadding, s.outWidth(), kKernel, kStride);
      Floats sum[kVectors] = {};
      for (std::int64_t kh = rows.begin; kh < rows.end; kh += kStride) {
        const float* out = gradY + (ih + kPadding - kh) / kStride * s.outWidth() * s.channels;
        for (std::int64_t kw = columns.begin; kw < columns.end; kw += kStride) {
          const float* pixel = out + (iw + kPadding - kw) / kStride * s.channels;
          const float* tap = taps + (kh * kKernel + kw) * s.channels;
          for (std::int64_t v = 0; v < kVectors; ++v) {
            sum[v] += floatsAt(pixel + v * kLane) * floatsAt(tap + v * kLane);
          }
        }
      }
      for (std::int64_t v = 0; v < kVectors; ++v) {
        floatsAt(gradX + (ih * s.width + iw) * s.channels + v * kLane) = sum[v];
      }
    }
  }
}

template <std::int64_t kVectors, std::int64_t kKernel, std::int64_t kStride>
MIEN_INLINE void weightGradientBlock(const DepthwiseShape& s, std::int64_t images, const float* x, const float* gradY,
                                     float* gradTaps) {
  constexpr std::int64_t kPadding = kKernel / 2;
  const std::int64_t imageIn = s.height * s.width * s.channels;
  const std::int64_t imageOut = s.outHeight() * s.outWidth() * s.channels;
  for (std::int64_t kh = 0; kh < kKernel; ++kh) {
    const Range rows = outputsInside(kh - kPadding, s.height, s.outHeight(), kStride);
    for (std::int64_t kw = 0; kw < kKernel; ++kw) {
      const Range columns = outputsInside(kw - kPadding, s.width, s.outWidth(), kStride);
      Floats* total = &floatsAt(gradTaps + (kh * kKernel + kw) * s.channels);
      Floats sum[kVectors];
      for (std::int64_t v = 0; v < kVectors; ++v) {
        sum[v] = total[v];
      }
      for (std::int64_t n = 0; n < images; ++n) {
        for (std::int64_t oh = rows.begin; oh < rows.end; ++oh) {
          const float* in = x + n * imageIn + ((oh * kStride + kh - kPadding) * s.width + kw - kPadding) * s.channels;
          const float* out = gradY + n * imageOut + oh * s.outWidth() * s.channels;
          for (std::int64_t ow = columns.begin; ow < columns.end; ++ow) {
            for (std::int64_t v = 0; v < kVectors; ++v) {
              sum[v] +=
                  floatsAt(in + ow * kStride * s.channels + v * kLane) * floatsAt(out + ow * s.channels + v * kLane);
            }
          }
        }
      }
      for (std::int64_t v = 0; v < kVectors; ++v) {
        total[v] = sum[v];
      }
    }
  }
}

/// Calls run.operator()<kernel, stride>() for the shapes of EfficientNet: loops of known length cost half.
template <typename Run> void withConstants(const DepthwiseShape& s, const Run& run) {
  if (s.kernel == 3) {
    s.stride == 1 ? run.template operator()<3, 1>() : run.template operator()<3, 2>();
  } else {
    s.stride == 1 ? run.template operator()<5, 1>() : run.template operator()<5, 2>();
  }
}

} // namespace

void depthwiseForward(const DepthwiseShape& s, const float* x, const float* taps, const float* bias, float* y) {
  withConstants(s, [&]<std::int64_t kKernel, std::int64_t kStride>() {
    dispatchSimd([&]() __attribute__((always_inline)) {
      for (std::int64_t n = 0; n < s.images; ++n) {
        const float* in = x + n * s.height * s.width * s.channels;
        float* out = y + n * s.outHeight() * s.outWidth() * s.channels;
        overChannels(
            s.channels,
            [&](std::int64_t c) __attribute__((always_inline)) {
              forwardBlock<kWide, kKernel, kStride>(s, in + c, taps + c, bias == nullptr ? bias : bias + c, out + c);
            },
            [&](std::int64_t c) __attribute__((always_inline)) {
              forwardBlock<1, kKernel, kStride>(s, in + c, taps + c, bias == nullptr ? bias : bias + c, out + c);
            });
      }
    });
  });
}

void depthwiseInputGradient(const DepthwiseShape& s, const float* gradY, const float* taps, float* gradX) {
  withConstants(s, [&]<std::int64_t kKernel, std::int64_t kStride>() {
    dispatchSimd([&]() __attribute__((always_inline)) {
      for (std::int64_t n = 0; n < s.images; ++n) {
        const float* out = gradY + n * s.outHeight() * s.outWidth() * s.channels;
        float* in = gradX + n * s.height * s.width * s.channels;
        overChannels(
            s.channels,
            [&](std::int64_t c) __attribute__((always_inline)) {
              inputGradientBlock<kWide, kKernel, kStride>(s, out + c, taps + c, in + c);
            },
            [&](std::int64_t c) __attribute__((always_inline)) {
              inputGradientBlock<1, kKernel, kStride>(s, out + c, taps + c, in + c);
            });
      }
    });
  });
}

void depthwiseWeightGradient(const DepthwiseShape& s, const float* x, const float* gradY, float* gradTaps) {
  std::fill_n(gradTaps, s.kernel * s.kernel * s.channels, 0.0F);
  const std::int64_t block = std::max<std::int64_t>(1, kCacheFloats / (s.height * s.width * kWide * kLane));
  withConstants(s, [&]<std::int64_t kKernel, std::int64_t kStride>() {
    dispatchSimd([&]() __attribute__((always_inline)) {
      for (std::int64_t n = 0; n < s.images; n += block) {
        const std::int64_t images = std::min(block, s.images - n);
        const float* in = x + n * s.height * s.width * s.channels;
        const float* out = gradY + n * s.outHeight() * s.outWidth() * s.channels;
        overChannels(
            s.channels,
            [&](std::int64_t c) __attribute__((always_inline)) {
              weightGradientBlock<kWide, kKernel, kStride>(s, images, in + c, out + c, gradTaps + c);
            },
            [&](std::int64_t c) __attribute__((always_inline)) {
              weightGradientBlock<1, kKernel, kStride>(s, images, in + c, out + c, gradTaps + c);
            });
      }
    });
  });
}

} // namespace mien::detail
