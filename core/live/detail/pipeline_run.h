#pragma once

#include "core/live/analysis/video_analyzer.h"
#include "core/live/detail/rate_meter.h"
#include "core/live/frame_mailbox.h"
#include "core/live/live_pipeline.h"
#include "core/live/source/detail/frame_clock.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace mien::detail {

/// What outlives a run: the networks, which one run at a time may use, the settings and the callbacks.
struct LiveShared {
  std::unique_ptr<FaceDetector> detector;
  std::unique_ptr<Classifier> classifier;
  std::timed_mutex engine; ///< held by the analysis thread that uses the two

  mutable std::mutex optionsMutex;
  LiveOptions options;

  std::mutex observerMutex; ///< held during a call
  LivePipeline::ResultObserver observer;

  std::mutex wakeMutex; ///< held during a call
  std::function<void()> wakeUp;

  [[nodiscard]] LiveOptions currentOptions() const {
    const std::lock_guard lock(optionsMutex);
    return options;
  }
};

/// From one start() to its stop(). Both threads own it, and with it everything that they use: stop() joins those that
/// end in time and leaves the others to themselves, see LivePipeline::stop().
class PipelineRun : public std::enable_shared_from_this<PipelineRun> {
public:
  PipelineRun(std::shared_ptr<LiveShared> shared, SourceFactory factory)
      : m_shared(std::move(shared)), m_factory(std::move(factory)) {}

  void start();
  void stop(); ///< once

  /// Why the subscription has ended, for status(); nothing: there is a new one.
  void setObserverProblem(const std::string& message);

  [[nodiscard]] LiveStatus status() const;
  [[nodiscard]] std::shared_ptr<const TimedFrame> latestFrame() const { return m_frames.latest(); }
  [[nodiscard]] std::shared_ptr<const FrameResult> latestResult() const { return m_results.latest(); }

private:
  using Clock = std::chrono::steady_clock;
  enum class Outcome { Ended, TryAgain };

  void capture();
  [[nodiscard]] std::unique_ptr<FrameSource> open();
  [[nodiscard]] Outcome readAll(FrameSource& source);
  void publish(cv::Mat image, double seconds, double captureMs);
  void lose(const std::string& message);
  void analyse();
  [[nodiscard]] std::shared_ptr<const TimedFrame> takeNewestFrame();
  [[nodiscard]] bool waitForEngine(std::unique_lock<std::timed_mutex>& engine);
  void deliver(const std::shared_ptr<const TimedFrame>& frame, FrameResult result);
  void setProblem(const std::string& message);
  void wake();
  void wakeAtStall();
  void sleepUntil(Clock::time_point time);
  [[nodiscard]] bool stalled() const; ///< m_mutex held

  const std::shared_ptr<LiveShared> m_shared;
  const SourceFactory m_factory;
  std::stop_source m_stop;
  FrameMailbox<TimedFrame> m_frames;
  FrameMailbox<FrameResult> m_results;

  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  LiveStatus m_status;
  std::string m_problem;         ///< of the analysis
  std::string m_observerProblem; ///< why the subscription ended
  bool m_live = false;           ///< the source, see FrameSource::live()
  Clock::time_point m_frameAt;
  bool m_captureDone = false;
  bool m_analysisDone = false;

  // Capture thread alone.
  Clock::time_point m_startedAt;
  std::uint64_t m_number = 0;
  double m_seconds = 0; ///< of the newest frame
  FrameClock m_clock;
  RateMeter m_captureRate;
  // Analysis thread alone.
  RateMeter m_analysisRate;
  bool m_stallTold = false;

  std::atomic<double> m_capturedPerSecond = 0;
  std::atomic<double> m_captureMs = 0;
  std::thread m_captureThread;
  std::thread m_analysisThread;
};

} // namespace mien::detail
