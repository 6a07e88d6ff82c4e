#pragma once

#include "core/kernels/vectors.h"

namespace mien::detail {

MIEN_INLINE const Floats& floatsAt(const float* p) { return *reinterpret_cast<const Floats*>(p); }
MIEN_INLINE Floats& floatsAt(float* p) { return *reinterpret_cast<Floats*>(p); }

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

} // namespace mien::detail
