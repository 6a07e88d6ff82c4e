#pragma once

#include <cstddef>

namespace mien::detail {

// The loops of an optimiser's step over `n` floats. They are memory-bound, so plain loops do: the compiler's vectoriser
// makes one version for AVX2 and one for any processor, and which one runs is chosen at run time. Without fused
// multiply-add, unlike the kernels over vectors.h. Results may differ between processors, never between runs on one.
// The arrays must not overlap. Any thread.

void addTo(float* sum, const float* values, std::size_t n);

/// In double precision, in an order that does not depend on the processor.
[[nodiscard]] double squaredNorm(const float* values, std::size_t n);

struct AdamFactors {
  float scale;    ///< of the gradient
  float rate;     ///< learning rate over the first moment's bias correction
  float invRoot2; ///< 1/sqrt of the second moment's bias correction
  float shrink;   ///< AdamW: 1 - learning rate x decay
  float l2;       ///< Adam: decay, joins the gradient
};

inline constexpr float kAdamBeta1 = 0.9F;
inline constexpr float kAdamBeta2 = 0.999F;

/// Kingma & Ba 2015; with `shrink`, Loshchilov & Hutter 2019.
void adamStep(float* weights, const float* gradient, float* first, float* second, std::size_t n, AdamFactors factors);

/// SGD with Nesterov's momentum of 0.9, as torch.optim.SGD has it.
void nesterovStep(float* weights, const float* gradient, float* momentum, std::size_t n, float scale, float rate,
                  float l2);

/// average = decay * average + (1 - decay) * values
void updateAverage(float* average, const float* values, std::size_t n, float decay);

} // namespace mien::detail
