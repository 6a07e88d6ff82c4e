#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

namespace mien::bench {

/// Of this process.
inline long residentMegabytes() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word == "VmRSS:") {
      long kilobytes = 0;
      status >> kilobytes;
      return kilobytes / 1024;
    }
  }
  return 0;
}

/// The value that `share` of them do not exceed; 0 of none.
inline double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// How late a 5 ms timer of the GUI thread fires, again and again: what a key press has to wait.
class EventLoopDelay {
public:
  EventLoopDelay() {
    m_ticker.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_ticker, &QTimer::timeout, [this] {
      m_delays.push_back(std::max(0.0, static_cast<double>(m_sinceLast.nsecsElapsed()) / 1e6 - m_ticker.interval()));
      m_sinceLast.start();
    });
  }

  void start() {
    m_delays.clear();
    m_sinceLast.start();
    m_ticker.start(5);
  }
  void stop() { m_ticker.stop(); }

  [[nodiscard]] const std::vector<double>& milliseconds() const { return m_delays; }

private:
  std::vector<double> m_delays;
  QElapsedTimer m_sinceLast;
  QTimer m_ticker;
};

} // namespace mien::bench
