#include "core/common/threads.h"

#include <algorithm>
#include <sched.h>
#include <thread>

namespace mien {

int availableCores() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof(set), &set) == 0) {
    return std::max(1, CPU_COUNT(&set));
  }
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int videoThreads() {
  constexpr int kMost = 4;
  return std::min(availableCores(), kMost);
}

} // namespace mien
