#include "core/kernels/gate_kernels.h"

#include "core/kernels/vector_math.h"

namespace mien::detail {

namespace {

constexpr auto kLane = static_cast<std::int64_t>(kLanes);

} // namespace

void gateForward(const float* x, const float* gate, std::int64_t images, std::int64_t pixels, std::int64_t channels,
                 float* y) {
  dispatchSimd([&]() __attribute__((always_inline)) {
    for (std::int64_t n = 0; n < images; ++n) {
      for (std::int64_t p = 0; p < pixels; ++p) {
        const std::int64_t row = (n * pixels + p) * channels;
        for (std::int64_t c = 0; c < channels; c += kLane) {
          floatsAt(y + row + c) = floatsAt(x + row + c) * floatsAt(gate + n * channels + c);
        }
      }
    }
  });
}

void gateBackward(const float* x, const float* gate, const float* gradY, std::int64_t images, std::int64_t pixels,
                  std::int64_t channels, float* gradX, float* gradGate) {
  dispatchSimd([&]() __attribute__((always_inline)) {
    for (std::int64_t n = 0; n < images; ++n) {
      for (std::int64_t c = 0; c < channels; c += kLane) {
        const Floats factor = floatsAt(gate + n * channels + c);
        Floats sum{};
        for (std::int64_t p = 0; p < pixels; ++p) {
          const std::int64_t i = (n * pixels + p) * channels + c;
          const Floats g = floatsAt(gradY + i);
          sum += g * floatsAt(x + i);
          floatsAt(gradX + i) = g * factor;
        }
        floatsAt(gradGate + n * channels + c) = sum;
      }
    }
  });
}

} // namespace mien::detail
