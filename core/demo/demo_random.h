#pragma once

#include "core/common/random.h"

#include <cstdint>

namespace mien::demo {

/// The numbers of mien::Random as what the painter of faces needs: single precision throughout. How they are made of
/// the generator's bits must not change, or the demo data of a seed would.
class DemoRandom {
public:
  explicit DemoRandom(std::uint64_t seed) : m_random(seed) {}

  /// A generator for item `index` of stream `seed`, so that items can be made in any order on any thread.
  [[nodiscard]] static DemoRandom forItem(std::uint64_t seed, std::uint64_t index) {
    return DemoRandom(Random(seed).next() ^ ((index + 1) * 0xd1342543de82ef95ULL));
  }

  std::uint64_t next() { return m_random.next(); }

  /// Uniform in [0, 1).
  float uniform() { return static_cast<float>(next() >> 40) * 0x1p-24F; }
  float uniform(float low, float high) { return low + (high - low) * uniform(); }

  /// Nearly normal with mean 0 and standard deviation 1 (the sum of four uniforms), never beyond 3.5.
  float approximateNormal() {
    const float sum = uniform() + uniform() + uniform() + uniform();
    return (sum - 2.0F) * 1.7320508F;
  }

  bool chance(float probability) { return uniform() < probability; }
  int index(int count) { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }

private:
  Random m_random;
};

} // namespace mien::demo
