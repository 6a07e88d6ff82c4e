#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <utility>

namespace mien {

/// Holds one thing: what is put in replaces what waits, so a slow reader meets the newest and no queue can grow. Any
/// number of threads.
template <typename Value> class FrameMailbox {
public:
  using Pointer = std::shared_ptr<const Value>;

  void put(Pointer value) {
    {
      const std::lock_guard lock(m_mutex);
      m_waiting = value;
      m_latest = std::move(value);
    }
    m_changed.notify_all();
  }

  /// Waits for something that was not taken yet; null after `timeout` or when a stop is requested.
  [[nodiscard]] Pointer take(const std::stop_token& stop, std::chrono::milliseconds timeout) {
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, stop, timeout, [&] { return m_waiting != nullptr; });
    return stop.stop_requested() ? nullptr : std::exchange(m_waiting, nullptr);
  }

  /// The newest, taken or not; null before the first.
  [[nodiscard]] Pointer latest() const {
    const std::lock_guard lock(m_mutex);
    return m_latest;
  }

private:
  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  Pointer m_waiting;
  Pointer m_latest;
};

} // namespace mien
