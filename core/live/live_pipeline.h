#pragma once

#include "core/face/detectors/face_detector.h"
#include "core/infer/classifier.h"
#include "core/live/live_options.h"
#include "core/live/source/frame_source.h"
#include "core/session/frame_result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace mien {

enum class LiveState {
  Idle,    ///< not started, or stopped
  Opening, ///< the source is being opened for the first time
  Running,
  Lost,  ///< see LiveStatus::message; opened again until it works or stop() is called
  Ended, ///< a video or folder came to its end; the last frame and result stay
};

struct LiveStatus {
  LiveState state = LiveState::Idle;
  std::string message; ///< for the user: why the source is lost, or why the analysis failed; otherwise empty
  double sourceFps = 0;
  std::int64_t frameCount = 0; ///< 0: unknown or endless
  std::uint64_t captured = 0;  ///< frames since start()
  std::uint64_t analysed = 0;  ///< frames since start()
};

/// Capture thread -> newest frame -> analysis thread (detect, track, classify, smooth) -> newest result. A frame that
/// the analysis has no time for is replaced by the next, so that the result's age does not grow. Videos and folders are
/// paced at their own rate. All functions may be called by any one thread at a time (the window's), the latest...()
/// and status() by any at any time. Callbacks must not call start(),
/// stop(), subscribe() or setWakeUp().
class LivePipeline {
public:
  LivePipeline(std::unique_ptr<FaceDetector> detector, std::unique_ptr<Classifier> classifier,
               const LiveOptions& options = {});
  ~LivePipeline(); ///< stops
  LivePipeline(const LivePipeline&) = delete;
  LivePipeline& operator=(const LivePipeline&) = delete;

  /// Stops what runs, then begins with a fresh tracker. Returns at once; what goes wrong with the source shows in
  /// status(). The factory is called on the capture thread, possibly again and again.
  void start(const SourceSpec& spec);
  void start(SourceFactory factory);

  /// Returns within 200 ms from any state. No callback runs after it, except that it waits for one that is running. A
  /// thread that a library holds (opening a camera that does not answer) is left behind: it owns all that it uses and
  /// ends by itself as soon as the library returns. The last frame and result stay to be read.
  void stop();

  /// Takes effect with the next frame.
  void setOptions(const LiveOptions& options);
  [[nodiscard]] LiveOptions options() const;

  [[nodiscard]] LiveStatus status() const;
  [[nodiscard]] LiveState state() const { return status().state; }
  [[nodiscard]] std::shared_ptr<const TimedFrame> latestFrame() const;   ///< null before the first
  [[nodiscard]] std::shared_ptr<const FrameResult> latestResult() const; ///< null before the first
  [[nodiscard]] const ModelInfo& modelInfo() const;

  /// Called on the analysis thread with every analysed frame, one call at a time; it delays the analysis, so be short.
  /// An exception ends the subscription and shows in status().message until the next one or stop(). Replaces the one
  /// before; an empty function ends it, and after that call it is not running any more.
  using ResultObserver =
      std::function<void(const std::shared_ptr<const TimedFrame>&, const std::shared_ptr<const FrameResult>&)>;
  void subscribe(ResultObserver observer);

  /// Called by any of the two threads when there is a new frame, result or status. Must not block; post to your own
  /// thread and read latest...() there.
  void setWakeUp(std::function<void()> wakeUp);

private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

} // namespace mien
