#include "core/live/detail/pipeline_run.h"

#include "core/common/stopwatch.h"

#include <utility>

namespace mien::detail {

namespace {

constexpr auto kLook = std::chrono::milliseconds(250); // how often a silent source is thought about
constexpr double kRegular = 10;                        // frames a second; a slower source is not waited for

} // namespace

void PipelineRun::analyse() {
  std::unique_lock engine(m_shared->engine, std::defer_lock);
  if (!waitForEngine(engine)) {
    return;
  }
  std::unique_ptr<VideoAnalyzer> analyzer;
  while (!m_stop.stop_requested()) {
    const auto frame = takeNewestFrame();
    if (!frame) {
      wakeAtStall();
      continue;
    }
    m_stallTold = false;
    try {
      const double captureMs = m_captureMs;
      if (!analyzer) {
        analyzer = std::make_unique<VideoAnalyzer>(*m_shared->detector, *m_shared->classifier,
                                                   m_shared->currentOptions().threads);
      }
      FrameResult result = analyzer->analyze(*frame, m_shared->currentOptions());
      result.times.capture = captureMs;
      setProblem({});
      deliver(frame, std::move(result));
    } catch (const std::exception& error) { // shown; the next frame may be better
      setProblem(error.what());
    } catch (...) {
      setProblem("The analysis failed for an unknown reason.");
    }
    wake();
  }
}

std::shared_ptr<const TimedFrame> PipelineRun::takeNewestFrame() {
  auto frame = m_frames.take(m_stop.get_token(), kLook);
  const double rate = m_capturedPerSecond;
  if (!frame || rate < kRegular) {
    return frame;
  }
  // A frame that lay here for more than half the time to the next is passed over for that next one: the result is
  // younger, and few are lost by it.
  const double age = 1000 * secondsSince(frame->captured);
  const double left = 1000 / rate - age;
  if (left > 0 && left < age) {
    const auto patience = std::chrono::milliseconds(static_cast<int>(left) + 2);
    if (auto next = m_frames.take(m_stop.get_token(), patience)) {
      return next;
    }
  }
  return frame;
}

bool PipelineRun::waitForEngine(std::unique_lock<std::timed_mutex>& engine) {
  // The thread of a run before may be in the middle of a frame still.
  while (!m_stop.stop_requested()) {
    if (engine.try_lock_for(std::chrono::milliseconds(20))) {
      return true;
    }
  }
  return false;
}

void PipelineRun::deliver(const std::shared_ptr<const TimedFrame>& frame, FrameResult result) {
  const auto now = Clock::now();
  result.latencyMs = std::chrono::duration<double, std::milli>(now - frame->captured).count();
  result.analysedPerSecond = m_analysisRate.tick(now);
  result.capturedPerSecond = m_capturedPerSecond;
  const auto shared = std::make_shared<const FrameResult>(std::move(result));
  {
    const std::lock_guard lock(m_mutex);
    if (m_stop.stop_requested()) {
      return; // the last result stays what it was
    }
    ++m_status.analysed;
    m_results.put(shared);
  }

  const std::lock_guard lock(m_shared->observerMutex);
  if (!m_shared->observer || m_stop.stop_requested()) {
    return;
  }
  try {
    m_shared->observer(frame, shared);
  } catch (const std::exception& error) {
    m_shared->observer = nullptr;
    setObserverProblem(error.what());
  } catch (...) {
    m_shared->observer = nullptr;
    setObserverProblem("The receiver of the results failed for an unknown reason.");
  }
}

void PipelineRun::wakeAtStall() {
  bool silent = false;
  {
    const std::lock_guard lock(m_mutex);
    silent = stalled();
  }
  if (silent && !std::exchange(m_stallTold, true)) {
    wake();
  }
}

} // namespace mien::detail
