#pragma once

#include <cstdint>

namespace mien::demo {

/// SplitMix64 (Steele, Lea & Flood 2014) with its own mapping to numbers: the standard library's distributions differ
/// from one implementation to the next, and the demo data of a seed should not.
class Random {
public:
  explicit Random(std::uint64_t seed) : m_state(seed) {}

  /// A generator for item `index` of stream `seed`, so that items can be made in any order on any thread.
  [[nodiscard]] static Random forItem(std::uint64_t seed, std::uint64_t index) {
    Random first(seed);
    return Random(first.next() ^ ((index + 1) * 0xd1342543de82ef95ULL));
  }

  std::uint64_t next() {
    std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  /// Uniform in [0, 1).
  float uniform() { return static_cast<float>(next() >> 40) * 0x1p-24F; }
  float uniform(float low, float high) { return low + (high - low) * uniform(); }

  /// Bell-shaped with mean 0 and standard deviation 1 (the sum of four uniforms), never beyond 3.5.
  float bell() {
    const float sum = uniform() + uniform() + uniform() + uniform();
    return (sum - 2.0F) * 1.7320508F;
  }

  bool chance(float probability) { return uniform() < probability; }
  int index(int count) { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }

private:
  std::uint64_t m_state;
};

} // namespace mien::demo
