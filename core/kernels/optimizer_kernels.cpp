#include "core/kernels/optimizer_kernels.h"

#include <cmath>

namespace mien::detail {

namespace {

constexpr float kMomentum = 0.9F;
constexpr float kEpsilon = 1e-8F;

} // namespace

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
#define MIEN_VECTOR_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define MIEN_VECTOR_CLONES
#endif

MIEN_VECTOR_CLONES
void addTo(float* __restrict sum, const float* __restrict values, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    sum[i] += values[i];
  }
}

MIEN_VECTOR_CLONES
double squaredNorm(const float* __restrict values, std::size_t n) {
  double lanes[8] = {};
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    for (std::size_t lane = 0; lane < 8; ++lane) {
      const double value = values[i + lane];
      lanes[lane] += value * value;
    }
  }
  double sum = 0;
  for (const double lane : lanes) {
    sum += lane;
  }
  for (; i < n; ++i) {
    sum += static_cast<double>(values[i]) * values[i];
  }
  return sum;
}

MIEN_VECTOR_CLONES
void adamStep(float* __restrict w, const float* __restrict gradient, float* __restrict first, float* __restrict second,
              std::size_t n, AdamFactors f) {
  for (std::size_t i = 0; i < n; ++i) {
    const float g = gradient[i] * f.scale + f.l2 * w[i];
    first[i] = kAdamBeta1 * first[i] + (1.0F - kAdamBeta1) * g;
    second[i] = kAdamBeta2 * second[i] + (1.0F - kAdamBeta2) * g * g;
    w[i] = w[i] * f.shrink - f.rate * first[i] / (std::sqrt(second[i]) * f.invRoot2 + kEpsilon);
  }
}

MIEN_VECTOR_CLONES
void nesterovStep(float* __restrict w, const float* __restrict gradient, float* __restrict momentum, std::size_t n,
                  float scale, float rate, float l2) {
  for (std::size_t i = 0; i < n; ++i) {
    const float g = gradient[i] * scale + l2 * w[i];
    momentum[i] = kMomentum * momentum[i] + g;
    w[i] -= rate * (g + kMomentum * momentum[i]);
  }
}

MIEN_VECTOR_CLONES
void updateAverage(float* __restrict average, const float* __restrict values, std::size_t n, float decay) {
  for (std::size_t i = 0; i < n; ++i) {
    average[i] = decay * average[i] + (1.0F - decay) * values[i];
  }
}

} // namespace mien::detail
