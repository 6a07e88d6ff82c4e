#include "core/kernels/map_kernels.h"

#include "core/kernels/vector_math.h"

namespace mien::detail {

namespace {

constexpr auto kLane = static_cast<std::int64_t>(kLanes);

/// One output pixel: the window's 9 values (0 outside) times the taps.
MIEN_INLINE void stemPixel(const float* window, const float* taps, const float* bias, std::int64_t channels, float* y) {
  for (std::int64_t c = 0; c < channels; c += kLane) {
    Floats sum = floatsAt(bias + c);
    for (std::int64_t k = 0; k < 9; ++k) {
      sum += window[k] * floatsAt(taps + k * channels + c);
    }
    Floats gate{};
    sigmoid(sum, gate);
    floatsAt(y + c) = sum * gate;
  }
}

} // namespace

void stemForward(const float* x, std::int64_t images, std::int64_t side, const float* taps, const float* bias,
                 std::int64_t channels, float* y) {
  dispatchSimd([&]() __attribute__((always_inline)) {
    for (std::int64_t n = 0; n < images; ++n) {
      const float* image = x + n * side * side;
      for (std::int64_t top = -1; top < side - 1; top += 2) {
        for (std::int64_t left = -1; left < side - 1; left += 2) {
          float window[9];
          for (std::int64_t k = 0; k < 9; ++k) {
            const std::int64_t row = top + k / 3;
            const std::int64_t column = left + k % 3;
            const bool inside = row >= 0 && row < side && column >= 0 && column < side;
            window[k] = inside ? image[row * side + column] : 0.0F;
          }
          stemPixel(window, taps, bias, channels, y);
          y += channels;
        }
      }
    }
  });
}

void activateAndPool(float* x, std::int64_t images, std::int64_t pixels, std::int64_t channels, float* mean) {
  dispatchSimd([&]() __attribute__((always_inline)) {
    const float share = 1.0F / static_cast<float>(pixels);
    for (std::int64_t n = 0; n < images; ++n) {
      for (std::int64_t c = 0; c < channels; c += kLane) {
        Floats sum{};
        for (std::int64_t p = 0; p < pixels; ++p) {
          Floats& value = floatsAt(x + (n * pixels + p) * channels + c);
          Floats gate{};
          sigmoid(value, gate);
          value *= gate;
          sum += value;
        }
        floatsAt(mean + n * channels + c) = sum * share;
      }
    }
  });
}

} // namespace mien::detail
