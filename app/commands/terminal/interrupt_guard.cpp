#include "app/commands/terminal/interrupt_guard.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace mien::cli {

namespace {

std::stop_source& interruption() {
  static std::stop_source source;
  return source;
}

std::atomic<int> lastSignal = SIGINT;

} // namespace

int interruptStatus() { return 128 + lastSignal; }

std::stop_token interruptToken() { return interruption().get_token(); }

InterruptGuard::InterruptGuard(std::string message) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  m_waiter = std::jthread([signals, text = std::move(message)](const std::stop_token& stop) {
    const timespec patience{0, 100'000'000};
    while (!stop.stop_requested()) {
      if (const int signal = sigtimedwait(&signals, nullptr, &patience); signal > 0) {
        lastSignal = signal;
        if (interruption().stop_requested()) {
          std::_Exit(interruptStatus());
        }
        std::fprintf(stderr, "\n%s (press Ctrl+C again to quit at once)\n", text.c_str());
        interruption().request_stop();
      }
    }
  });
}

} // namespace mien::cli
