#pragma once

#include <tbb/cache_aligned_allocator.h>

#include <vector>

namespace mien::detail {

/// Begins on a cache line, so that no vector of it lies across two.
using AlignedFloats = std::vector<float, tbb::cache_aligned_allocator<float>>;

} // namespace mien::detail
