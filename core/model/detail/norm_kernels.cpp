#include "core/model/detail/norm_kernels.h"

#include "core/common/detail/vectors.h"

#include <algorithm>

namespace mien::detail {

namespace {

constexpr auto kLane = static_cast<std::int64_t>(kLanes);
constexpr std::int64_t kBlockFloats = 16 * 1024; ///< of rows that are summed in single precision at a time

MIEN_INLINE const Floats& at(const float* p) { return *reinterpret_cast<const Floats*>(p); }
MIEN_INLINE Floats& at(float* p) { return *reinterpret_cast<Floats*>(p); }

/// 1 / (1 + e^-z). e^x = 2^n e^r with |r| <= ln 2 / 2 and a polynomial for e^r (the coefficients of Cephes' expf), good
/// to 2 units in the last place.
MIEN_INLINE void sigmoid(const Floats& z, Floats& result) {
  constexpr float kLimit = 87.0F; // beyond it e^x leaves single precision, and the answer is 0 or 1 anyway
  constexpr float kLog2E = 1.44269504F;
  constexpr float kLn2High = 0.693359375F;
  constexpr float kLn2Low = -2.12194440e-4F;
  constexpr float kRounding = 12582912.0F; // 1.5 x 2^23: adding and subtracting it rounds to a whole number
  constexpr int kExponentBits = 23;
  constexpr int kExponentBias = 127;
  Floats x = -z;
  x = x > kLimit ? Floats{} + kLimit : x;
  x = x < -kLimit ? Floats{} - kLimit : x;
  const Floats n = (x * kLog2E + kRounding) - kRounding;
  const Floats r = x - n * kLn2High - n * kLn2Low;
  Floats p = r * 1.9875691500e-4F + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * (r * r) + r + 1.0F;
  const Ints power = (__builtin_convertvector(n, Ints) + kExponentBias) << kExponentBits;
  result = 1.0F / (1.0F + p * reinterpret_cast<const Floats&>(power));
}

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
  runVectorised([&]() __attribute__((always_inline)) {
    overRows(rows, channels, [&](std::int64_t first, std::int64_t count) __attribute__((always_inline)) {
      for (std::int64_t c = 0; c < channels; c += kLane) {
        const Floats pivot = at(x + c);
        Floats sum{};
        Floats squares{};
        for (std::int64_t r = 0; r < count; ++r) {
          const Floats d = at(x + (first + r) * channels + c) - pivot;
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
  runVectorised([&]() __attribute__((always_inline)) {
    for (std::int64_t r = 0; r < rows; ++r) {
      for (std::int64_t c = 0; c < channels; c += kLane) {
        const std::int64_t i = r * channels + c;
        const Floats z = at(x + i) * at(scale + c) + at(shift + c);
        Floats gate{};
        if (silu) {
          sigmoid(z, gate);
        }
        at(y + i) = silu ? z * gate : z;
      }
    }
  });
}

void activationGradient(const float* x, const float* gradY, std::int64_t rows, std::int64_t channels,
                        const float* scale, const float* shift, const float* mean, bool silu, float* gradZ,
                        double* sum, double* sumCentred) {
  std::fill_n(sum, channels, 0.0);
  std::fill_n(sumCentred, channels, 0.0);
  runVectorised([&]() __attribute__((always_inline)) {
    overRows(rows, channels, [&](std::int64_t first, std::int64_t count) __attribute__((always_inline)) {
      for (std::int64_t c = 0; c < channels; c += kLane) {
        const Floats a = at(scale + c);
        const Floats b = at(shift + c);
        const Floats centre = at(mean + c);
        Floats total{};
        Floats centred{};
        for (std::int64_t r = 0; r < count; ++r) {
          const std::int64_t i = (first + r) * channels + c;
          const Floats value = at(x + i);
          Floats g = at(gradY + i);
          if (silu) {
            const Floats z = value * a + b;
            Floats gate{};
            sigmoid(z, gate);
            g *= gate * (1.0F + z * (1.0F - gate));
          }
          at(gradZ + i) = g;
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
  runVectorised([&]() __attribute__((always_inline)) {
    for (std::int64_t r = 0; r < rows; ++r) {
      for (std::int64_t k = 0; k < channels; k += kLane) {
        const std::int64_t i = r * channels + k;
        at(gradient + i) = at(gradient + i) * at(a + k) + at(x + i) * at(b + k) + at(c + k);
      }
    }
  });
}

} // namespace mien::detail
