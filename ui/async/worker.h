#pragma once

#include <QMetaObject>
#include <QObject>
#include <QString>

#include <exception>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>

namespace mien::ui {

/// What went wrong, in words for the user.
[[nodiscard]] QString errorText(const std::exception_ptr& error);

/// One thread for work whose answer the GUI waits for. A member of the QObject that uses it, `owner`, on whose thread
/// the answers come; joined when destroyed.
class Worker {
public:
  explicit Worker(QObject* owner) : m_owner(owner) {}
  ~Worker() { cancel(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  [[nodiscard]] bool running() const { return m_running; }

  /// Asks the work to stop and returns at once; its answer still comes.
  void requestStop() { m_thread.request_stop(); }

  /// Asks the work to stop, waits for it and drops its answer.
  void cancel() {
    m_thread = {};
    ++m_run;
    m_running = false;
  }

  /// Runs work(stop) on the thread, after cancelling what runs; then done(answer) or failed(QString) on the owner's.
  template <class Work, class Done, class Failed> void start(Work work, Done done, Failed failed) {
    cancel();
    m_running = true;
    m_thread = std::jthread([this, run = m_run, work = std::move(work), done = std::move(done),
                             failed = std::move(failed)](const std::stop_token& stop) mutable {
      try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work&, std::stop_token>>) {
          work(stop);
          deliver(run, std::move(done));
        } else {
          deliver(run, [done = std::move(done), answer = work(stop)]() mutable { done(std::move(answer)); });
        }
      } catch (...) {
        deliver(run, [failed = std::move(failed), text = errorText(std::current_exception())] { failed(text); });
      }
    });
  }

private:
  template <class Answer> void deliver(quint64 run, Answer answer) {
    QMetaObject::invokeMethod(
        m_owner,
        [this, run, answer = std::move(answer)]() mutable {
          if (run == m_run) {
            m_running = false;
            answer();
          }
        },
        Qt::QueuedConnection);
  }

  QObject* m_owner;
  quint64 m_run = 0;
  bool m_running = false;
  std::jthread m_thread;
};

} // namespace mien::ui
