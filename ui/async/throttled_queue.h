#pragma once

#include <QElapsedTimer>
#include <QMetaObject>
#include <QObject>
#include <QTimer>
#include <QVector>

#include <functional>
#include <mutex>
#include <utility>

namespace mien::ui {

/// Brings values from a worker thread to the thread of `owner`, in order and at most ten times a second, however fast
/// they come; the last one always arrives. A member of `owner`, declared before the thread that posts.
template <class Value> class ThrottledQueue {
public:
  ThrottledQueue(QObject* owner, std::function<void(const QVector<Value>&)> deliver)
      : m_owner(owner), m_deliver(std::move(deliver)) {
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, owner, [this] { flush(); });
  }
  ThrottledQueue(const ThrottledQueue&) = delete;
  ThrottledQueue& operator=(const ThrottledQueue&) = delete;

  /// Any thread.
  void post(const Value& value) {
    const std::lock_guard lock(m_mutex);
    m_values.append(value);
    wake();
  }

  /// The same for what only the newest value matters of: it replaces those that wait. Any thread.
  void replace(const Value& value) {
    const std::lock_guard lock(m_mutex);
    m_values = {value};
    wake();
  }

  /// Delivers what waits at once. The owner's thread.
  void flush() {
    QVector<Value> values;
    {
      const std::lock_guard lock(m_mutex);
      values.swap(m_values);
      m_woken = false;
    }
    m_timer.stop();
    if (!values.isEmpty()) {
      m_sinceLast.start();
      m_deliver(values);
    }
  }

  /// Drops what waits. The owner's thread.
  void clear() {
    const std::lock_guard lock(m_mutex);
    m_values.clear();
  }

private:
  static constexpr qint64 kPeriod = 100; ///< ms

  void wake() {
    if (!std::exchange(m_woken, true)) {
      QMetaObject::invokeMethod(
          m_owner, [this] { schedule(); }, Qt::QueuedConnection);
    }
  }

  void schedule() {
    const qint64 left = m_sinceLast.isValid() ? kPeriod - m_sinceLast.elapsed() : 0;
    if (left <= 0) {
      flush();
    } else {
      m_timer.start(static_cast<int>(left));
    }
  }

  QObject* m_owner;
  std::function<void(const QVector<Value>&)> m_deliver;
  QTimer m_timer;
  QElapsedTimer m_sinceLast;
  std::mutex m_mutex;
  QVector<Value> m_values;
  bool m_woken = false;
};

} // namespace mien::ui
