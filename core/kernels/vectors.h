#pragma once

#include <cstddef>

/// Eight floats at a time, whatever the processor: the compiler turns the operators into its instructions.
namespace mien::detail {

inline constexpr std::size_t kLanes = 8;

// Alignment of one float, because tensors promise no more to a kernel that starts in their middle.
typedef float Floats __attribute__((vector_size(kLanes * sizeof(float)), aligned(alignof(float)), may_alias)); // NOLINT
typedef int Ints __attribute__((vector_size(kLanes * sizeof(int))));                                           // NOLINT

#define MIEN_INLINE inline __attribute__((always_inline))

#if defined(__x86_64__)
template <typename Body> __attribute__((target("avx2,fma"))) void runWithAvx2(const Body& body) { body(); }
#endif

/// Runs a kernel compiled for the best instructions that this processor has. What `body` calls must be MIEN_INLINE, and
/// so must `body`: a call of its own would be compiled for the oldest processor. Results may differ in the last bits
/// between processors, never between runs on one.
template <typename Body> void dispatchSimd(const Body& body) {
#if defined(__x86_64__)
  static const bool modern = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (modern) {
    runWithAvx2(body);
    return;
  }
#endif
  body();
}

} // namespace mien::detail
