#include "core/live/detail/pipeline_run.h"

#include "core/common/error.h"
#include "core/common/stopwatch.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace mien::detail {

namespace {

// Of the 200 ms that stop() promises; the rest is for joining and for a slow machine.
constexpr auto kPatience = std::chrono::milliseconds(120);

} // namespace

void PipelineRun::start() {
  {
    const std::lock_guard lock(m_mutex);
    m_status.state = LiveState::Opening;
  }
  m_startedAt = Clock::now();
  m_captureThread = std::thread([self = shared_from_this()] {
    self->capture();
    const std::lock_guard lock(self->m_mutex);
    self->m_captureDone = true;
    self->m_changed.notify_all();
  });
  try {
    m_analysisThread = std::thread([self = shared_from_this()] {
      self->analyse();
      const std::lock_guard lock(self->m_mutex);
      self->m_analysisDone = true;
      self->m_changed.notify_all();
    });
  } catch (const std::system_error& error) {
    setProblem(std::string("The faces cannot be analysed, the system gives no thread: ") + error.what());
    const std::lock_guard lock(m_mutex);
    m_analysisDone = true;
  }
}

void PipelineRun::stop() {
  m_stop.request_stop();
  bool captureDone = false;
  bool analysisDone = false;
  {
    std::unique_lock lock(m_mutex);
    m_changed.notify_all();
    m_changed.wait_for(lock, kPatience, [&] { return m_captureDone && m_analysisDone; });
    captureDone = m_captureDone;
    analysisDone = m_analysisDone;
    m_status.state = LiveState::Idle;
    m_status.message.clear();
    m_problem.clear();
    m_observerProblem.clear();
  }
  const auto end = [](std::thread& thread, bool done) {
    if (thread.joinable()) {
      done ? thread.join() : thread.detach();
    }
  };
  end(m_captureThread, captureDone);
  end(m_analysisThread, analysisDone);
  // A callback that began before the stop may still run in a thread left behind.
  const std::scoped_lock callbacks(m_shared->observerMutex, m_shared->wakeMutex);
}

LiveStatus PipelineRun::status() const {
  const std::lock_guard lock(m_mutex);
  LiveStatus status = m_status;
  if (stalled()) {
    status.state = LiveState::Lost;
    status.message = "The source sends no pictures at the moment. Waiting for it.";
  } else if (status.message.empty()) {
    status.message = m_problem.empty() ? m_observerProblem : m_problem;
  }
  return status;
}

bool PipelineRun::stalled() const {
  return m_status.state == LiveState::Running && m_live &&
         secondsSince(m_frameAt) > m_shared->currentOptions().stallSeconds;
}

void PipelineRun::setProblem(const std::string& message) {
  const std::lock_guard lock(m_mutex);
  if (!m_stop.stop_requested()) { // stop() has written the last status
    m_problem = message;
  }
}

void PipelineRun::setObserverProblem(const std::string& message) {
  const std::lock_guard lock(m_mutex);
  if (!m_stop.stop_requested()) {
    m_observerProblem = message;
  }
}

void PipelineRun::wake() {
  const std::lock_guard lock(m_shared->wakeMutex);
  if (m_shared->wakeUp && !m_stop.stop_requested()) {
    m_shared->wakeUp();
  }
}

void PipelineRun::sleepUntil(Clock::time_point time) {
  std::unique_lock lock(m_mutex);
  m_changed.wait_until(lock, m_stop.get_token(), time, [] { return false; });
}

} // namespace mien::detail
