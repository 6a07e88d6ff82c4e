#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace mien::detail {

/// For vectors that begin on a cache line, so that no eight floats of them lie across two.
template <typename T> struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t kCacheLine{64};

  CacheLineAllocator() = default;
  template <typename Other> CacheLineAllocator(const CacheLineAllocator<Other>&) noexcept {}

  [[nodiscard]] T* allocate(std::size_t count) {
    return static_cast<T*>(::operator new(count * sizeof(T), kCacheLine));
  }
  void deallocate(T* values, std::size_t) noexcept { ::operator delete(values, kCacheLine); }
  friend bool operator==(const CacheLineAllocator&, const CacheLineAllocator&) { return true; }
};

using AlignedFloats = std::vector<float, CacheLineAllocator<float>>;

} // namespace mien::detail
