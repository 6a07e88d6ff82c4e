#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <numbers>

namespace mien {

/// SplitMix64 (Steele, Lea & Flood 2014). Small enough to make one for every image shown: seeded by what the numbers
/// are for (seed, epoch, position) instead of by what was drawn before, so that nothing has to be saved to go on after
/// a crash and nothing depends on the order in which threads run. The same numbers with every compiler and standard
/// library.
class Random {
public:
  explicit Random(std::uint64_t seed) : m_state(seed) {}

  /// A stream of its own for each list of numbers.
  static Random forKey(std::initializer_list<std::uint64_t> key) {
    Random random(0x6D69656EULL);
    for (const std::uint64_t part : key) {
      random.m_state = random.next() ^ part;
    }
    return Random(random.next());
  }

  std::uint64_t next() {
    std::uint64_t z = (m_state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }

  /// In [0, 1).
  double uniform() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }

  /// In [0, bound); the bias of the plain product is below 2^-32 for every bound used here.
  std::uint64_t below(std::uint64_t bound) {
    return static_cast<std::uint64_t>(uniform() * static_cast<double>(bound));
  }

  /// Standard normal (Box & Muller 1958).
  double normal() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
  }

private:
  std::uint64_t m_state;
};

} // namespace mien
