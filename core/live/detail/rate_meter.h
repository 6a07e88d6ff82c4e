#pragma once

#include <chrono>
#include <deque>

namespace mien::detail {

/// Events a second over the last two seconds. One thread.
class RateMeter {
public:
  using Clock = std::chrono::steady_clock;

  double tick(Clock::time_point now) {
    m_times.push_back(now);
    while (now - m_times.front() > std::chrono::seconds(2)) {
      m_times.pop_front();
    }
    const double span = std::chrono::duration<double>(now - m_times.front()).count();
    return span > 0 ? static_cast<double>(m_times.size() - 1) / span : 0;
  }

private:
  std::deque<Clock::time_point> m_times;
};

} // namespace mien::detail
