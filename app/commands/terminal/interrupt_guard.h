#pragma once

#include <stop_token>
#include <string>
#include <thread>

namespace mien::cli {

/// While it lives, the first Ctrl+C (or SIGTERM) requests a stop and prints `message`; the second one ends the program
/// at once. Make it before any other thread: they inherit the blocked signals.
class InterruptGuard {
public:
  explicit InterruptGuard(std::string message);

private:
  std::jthread m_waiter;
};

/// Stops when the user has pressed Ctrl+C.
[[nodiscard]] std::stop_token interruptToken();

/// What the program ends with when it stopped for that: 128 and the signal's number (130, 143), as shells have it.
[[nodiscard]] int interruptStatus();

} // namespace mien::cli
