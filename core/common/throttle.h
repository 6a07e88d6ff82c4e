#pragma once

#include <chrono>
#include <optional>

namespace mien {

/// Says when something that could be reported all the time may be reported again. One thread at a time.
class Throttle {
public:
  using Clock = std::chrono::steady_clock;

  explicit Throttle(Clock::duration period) : m_period(period) {}

  /// True at most once in a period; the first call is.
  [[nodiscard]] bool due() {
    const auto now = Clock::now();
    if (m_last && now - *m_last < m_period) {
      return false;
    }
    m_last = now;
    return true;
  }

private:
  Clock::duration m_period;
  std::optional<Clock::time_point> m_last;
};

} // namespace mien
