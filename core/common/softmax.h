#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <span>

namespace mien {

/// softmax(logits / temperature) in double precision. The largest logit is subtracted first, so that nothing overflows.
/// Keeps a view of the logits; there must be one.
template <std::floating_point Logit> class Softmax {
public:
  explicit Softmax(std::span<const Logit> logits, double temperature = 1)
      : m_logits(logits), m_highest(*std::ranges::max_element(logits)), m_temperature(temperature) {
    for (std::size_t i = 0; i < logits.size(); ++i) {
      m_sum += std::exp(exponent(i));
    }
  }

  [[nodiscard]] double probability(std::size_t index) const { return std::exp(exponent(index)) / m_sum; }

  /// In nats.
  [[nodiscard]] double logProbability(std::size_t index) const { return exponent(index) - std::log(m_sum); }

private:
  [[nodiscard]] double exponent(std::size_t index) const {
    return static_cast<double>(m_logits[index] - m_highest) / m_temperature;
  }

  std::span<const Logit> m_logits;
  Logit m_highest;
  double m_temperature;
  double m_sum = 0;
};

} // namespace mien
