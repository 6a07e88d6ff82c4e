#pragma once

#include <cstdint>

namespace mien::detail {

/// Batch norm (Ioffe & Szegedy 2015) and SiLU in as few passes over memory as there can be. `x` is [rows, channels] in
/// memory, rows = images x height x width (channels_last); channels is a multiple of 8. The activation's input is not
/// kept but computed again on the way back. All run on the calling thread.

/// Mean and biased variance of every channel.
void normStatistics(const float* x, std::int64_t rows, std::int64_t channels, double* mean, double* variance);

/// y = f(x * scale + shift), f being SiLU or the identity. y may be x.
void scaleActivate(const float* x, std::int64_t rows, std::int64_t channels, const float* scale, const float* shift,
                   bool silu, float* y);

/// First pass backwards: gradient before the activation, and its sums over rows, plain and times (x - mean).
void activationGradient(const float* x, const float* gradY, std::int64_t rows, std::int64_t channels,
                        const float* scale, const float* shift, const float* mean, bool silu, float* gradZ, double* sum,
                        double* sumCentred);

/// Second pass backwards, in place: gradient = gradient * a + x * b + c.
void normInputGradient(const float* x, std::int64_t rows, std::int64_t channels, const float* a, const float* b,
                       const float* c, float* gradient);

} // namespace mien::detail
