#include "core/common/error.h"
#include "core/live/detail/pipeline_run.h"

#include <algorithm>
#include <utility>

namespace mien::detail {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kUnknownFps = 25;
// A video that falls behind its own pace catches up by this much, not by more: a laptop that slept must not race.
constexpr auto kCatchUp = std::chrono::milliseconds(250);

double secondsBetween(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

Clock::duration duration(double seconds) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

} // namespace

void PipelineRun::capture() {
  while (!m_stop.stop_requested()) {
    if (const std::unique_ptr<FrameSource> source = open()) {
      if (readAll(*source) == Outcome::Ended) {
        return;
      }
    }
    if (!m_stop.stop_requested()) {
      sleepUntil(Clock::now() + duration(std::max(0.001, m_shared->currentOptions().retrySeconds)));
    }
  }
}

std::unique_ptr<FrameSource> PipelineRun::open() {
  std::string message = "The source cannot be opened. Choose another one.";
  try {
    std::unique_ptr<FrameSource> source = m_factory();
    if (source) {
      const std::lock_guard lock(m_mutex);
      m_status.sourceFps = source->fps();
      m_status.frameCount = source->frameCount();
      m_live = source->live();
      m_clock.reopened();
      return source;
    }
  } catch (const std::exception& error) { // a driver's library may throw anything; the window must live on
    message = error.what();
  } catch (...) {
    message = "The source cannot be opened for an unknown reason. Choose another one.";
  }
  lose(message);
  return nullptr;
}

PipelineRun::Outcome PipelineRun::readAll(FrameSource& source) {
  const bool live = source.live();
  double period = 1.0 / (source.fps() > 0 ? source.fps() : kUnknownFps); // then the one between the last two frames
  auto due = Clock::now();
  bool first = true;
  while (!m_stop.stop_requested()) {
    const auto start = Clock::now();
    FrameRead read;
    try {
      read = source.read();
    } catch (const std::exception& error) {
      read = {FrameRead::Status::Lost, {}, error.what()};
    } catch (...) {
      read = {FrameRead::Status::Lost, {}, "The source failed for an unknown reason."};
    }
    if (m_stop.stop_requested()) {
      break;
    }
    if (read.status == FrameRead::Status::End && !live) {
      // The last picture has its time, too.
      sleepUntil(due + duration(first ? 0 : period));
      {
        const std::lock_guard lock(m_mutex);
        m_status.state = m_stop.stop_requested() ? m_status.state : LiveState::Ended;
        m_status.message.clear();
      }
      wake();
      return Outcome::Ended;
    }
    if (read.status != FrameRead::Status::Frame) {
      lose(read.reason.empty() ? "The source has stopped." : read.reason);
      return Outcome::TryAgain;
    }
    const double captureMs = secondsBetween(start, Clock::now()) * 1000;
    if (live) {
      m_seconds = m_clock.next(read.seconds, secondsBetween(m_startedAt, Clock::now()));
      publish(std::move(read.image), m_seconds, captureMs);
      continue;
    }
    const double before = m_seconds;
    m_seconds = m_clock.next(read.seconds, m_number == 0 ? 0 : before + period);
    if (!std::exchange(first, false)) {
      period = m_seconds - before;
      due += duration(period);
    }
    due = std::max(due, Clock::now() - kCatchUp);
    if (due > Clock::now()) {
      sleepUntil(due);
    }
    publish(std::move(read.image), m_seconds, captureMs);
  }
  return Outcome::TryAgain;
}

void PipelineRun::publish(cv::Mat image, double seconds, double captureMs) {
  auto frame = std::make_shared<TimedFrame>();
  frame->number = m_number++;
  frame->seconds = seconds;
  frame->captured = Clock::now();
  frame->image = std::move(image);
  m_capturedPerSecond = m_captureRate.tick(frame->captured);
  m_captureMs = captureMs;
  {
    const std::lock_guard lock(m_mutex);
    if (m_stop.stop_requested()) {
      return; // stop() has written the last status
    }
    m_status.state = LiveState::Running;
    m_status.message.clear();
    m_status.captured = m_number;
    m_frameAt = frame->captured;
  }
  m_frames.put(std::move(frame));
  wake();
}

void PipelineRun::lose(const std::string& message) {
  {
    const std::lock_guard lock(m_mutex);
    if (m_stop.stop_requested()) {
      return;
    }
    m_status.state = LiveState::Lost;
    m_status.message = message;
  }
  wake();
}

} // namespace mien::detail
