#include "core/kernels/norm_kernels.h"

#include "core/kernels/vector_math.h"

#include <algorithm>

namespace mien::detail {

namespace {

constexpr auto kLane = static_cast<std::int64_t>(kLanes);
constexpr std::int64_t kBlockFloats = 16 * 1024; ///< of rows that are summed in single precision at a time

/// Calls block(firstRow, rows) over blocks of rows that stay in the second-level cache.
template <typename Block> MIEN_INLINE void overRows(std::int64_t rows, std::int64_t channels, const Block& block) {
  const std::int64_t most = std::max<std::int64_t>(1, kBlockFloats / channels);
  for (std::int64_t r = 0; r < rows; r += most) {
    block(r, std::min(most, rows - r));
  }
}

MIEN_INLINE void addTo(double* totals, const Floats& values) {
  for (std::int64_t i = 0; i < kLane; ++i) {
    totals[i] += static_cast<double>(values[i]);
  }
}

} // namespace

void normStatistics(const float* x, std::int64_t rows, std::int64_t channels, double* mean, double* variance) {
  std::fill_n(mean, channels, 0.0);
  std::fill_n(variance, channels, 0.0);
  // Deviations from the first row: squares of values far from zero would cancel in the variance.
  dispatchSimd([&]() __attribute__((always_inline)) {
    overRows(
        rows, channels, [&](std::int64_t first, std::int64_t count) __attribute__((always_inline)) {
          for (std::int64_t c = 0; c < channels; c += kLane) {
            const Floats pivot = floatsAt(x + c);
            Floats sum{};
            Floats squares{};
            for (std::int64_t r = 0; r < count; ++r) {
              const Floats d = floatsAt(x + (first + r) * channels + c) - pivot;
              sum += d;
              squares += d * d;
            }
            addTo(mean + c, sum);
            addTo(variance + c, squares);
          }
        });
  });
  const auto n = static_cast<double>(rows);
  for (std::int64_t c = 0; c < channels; ++c) {
    const double offset = mean[c] / n;
    mean[c] = static_cast<double>(x[c]) + offset;
    variance[c] = std::max(0.0, variance[c] / n - offset * offset);
  }
}

void scaleActivate(const float* x, std::int64_t rows, std::int64_t channels, const float* scale, const float* shift,
                   bool silu, float* y) {
  dispatchSimd([&]() __attribute__((always_inline)) {
    for (std::int64_t r = 0; r < rows; ++r) {
      for (std::int64_t c = 0; c < channels; c += kLane) {
        const std::int64_t i = r * channels + c;
        const Floats z = floatsAt(x + i) * floatsAt(scale + c) + floatsAt(shift + c);
        Floats gate{};
        if (silu) {
          sigmoid(z, gate);
        }
        floatsAt(y + i) = silu ? z * gate : z;
      }
    }
  });
}

void activationGradient(const float* x, const float* gradY, std::int64_t rows, std::int64_t channels,
                        const float* scale, const float* shift, const float* mean, bool silu, float* gradZ, double* sum,
                        double* sumCentred) {
  std::fill_n(sum, channels, 0.0);
  std::fill_n(sumCentred, channels, 0.0);
  dispatchSimd([&]() __attribute__((always_inline)) {
    overRows(
        rows, channels, [&](std::int64_t first, std::int64_t count) __attribute__((always_inline)) {
          for (std::int64_t c = 0; c < channels; c += kLane) {
            const Floats a = floatsAt(scale + c);
            const Floats b = floatsAt(shift + c);
            const Floats centre = floatsAt(mean + c);
            Floats total{};
            Floats centred{};
            for (std::int64_t r = 0; r < count; ++r) {
              const std::int64_t i = (first + r) * channels + c;
              const Floats value = floatsAt(x + i);
              Floats g = floatsAt(gradY + i);
              if (silu) {
                const Floats z = value * a + b;
                Floats gate{};
                sigmoid(z, gate);
                g *= gate * (1.0F + z * (1.0F - gate));
              }
              floatsAt(gradZ + i) = g;
              total += g;
              centred += g * (value - centre);
            }
            addTo(sum + c, total);
            addTo(sumCentred + c, centred);
          }
        });
  });
}

void normInputGradient(const float* x, std::int64_t rows, std::int64_t channels, const float* a, const float* b,
                       const float* c, float* gradient) {
  dispatchSimd([&]() __attribute__((always_inline)) {
    for (std::int64_t r = 0; r < rows; ++r) {
      for (std::int64_t k = 0; k < channels; k += kLane) {
        const std::int64_t i = r * channels + k;
        floatsAt(gradient + i) =
            floatsAt(gradient + i) * floatsAt(a + k) + floatsAt(x + i) * floatsAt(b + k) + floatsAt(c + k);
      }
    }
  });
}

} // namespace mien::detail
