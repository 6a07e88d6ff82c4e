#include "core/common/memory.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <malloc.h>
#include <sched.h>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>

namespace mien {

namespace {

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)

/// Lets the kernel back the heap's future range with huge pages: reserves it, marks it and gives it back to malloc.
/// Only pages that are written to ever take memory.
void markHeapForHugePages() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long pageSize = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || pageSize <= 0) {
    return;
  }
  const std::size_t physical = static_cast<std::size_t>(pages) * static_cast<std::size_t>(pageSize);
  const std::size_t size = std::min<std::size_t>(std::size_t{8} << 30U, physical / 2);
  void* block = std::malloc(size);
  if (block == nullptr) {
    return;
  }
  const auto address = reinterpret_cast<std::size_t>(block);
  const auto page = static_cast<std::size_t>(pageSize);
  const std::size_t start = (address + page - 1) / page * page;
  madvise(reinterpret_cast<void*>(start), (address + size - start) / page * page, MADV_HUGEPAGE);
  std::free(block);
}

#endif

} // namespace

void tuneAllocator() {
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
  mallopt(M_MMAP_MAX, 0);                // big blocks come from the heap, not from fresh zeroed pages every time
  mallopt(M_TRIM_THRESHOLD, -1);         // nor does the heap shrink when a step frees them
  mallopt(M_TOP_PAD, 256 * 1024 * 1024); // grow in large strides
  mallopt(M_ARENA_MAX, 1);               // the other arenas cannot hold blocks above 64 MB
  markHeapForHugePages();
#endif
}

} // namespace mien
