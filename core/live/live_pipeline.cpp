#include "core/live/live_pipeline.h"

#include "core/live/detail/pipeline_run.h"

#include <mutex>
#include <utility>

namespace mien {

class LivePipeline::Impl {
public:
  std::shared_ptr<detail::LiveShared> shared = std::make_shared<detail::LiveShared>();

  [[nodiscard]] std::shared_ptr<detail::PipelineRun> run() const {
    const std::lock_guard lock(m_mutex);
    return m_run;
  }
  void setRun(std::shared_ptr<detail::PipelineRun> run) {
    const std::lock_guard lock(m_mutex);
    m_run = std::move(run);
  }

  bool running = false; ///< the run was not stopped

private:
  mutable std::mutex m_mutex;
  std::shared_ptr<detail::PipelineRun> m_run; ///< stays after the stop, for its last frame and result
};

LivePipeline::LivePipeline(std::unique_ptr<FaceDetector> detector, std::unique_ptr<Classifier> classifier,
                           const LiveOptions& options)
    : m_impl(std::make_unique<Impl>()) {
  m_impl->shared->detector = std::move(detector);
  m_impl->shared->classifier = std::move(classifier);
  m_impl->shared->options = options;
}

LivePipeline::~LivePipeline() { stop(); }

void LivePipeline::start(const SourceSpec& spec) {
  start([spec] { return openSource(spec); });
}

void LivePipeline::start(SourceFactory factory) {
  stop();
  auto run = std::make_shared<detail::PipelineRun>(m_impl->shared, std::move(factory));
  m_impl->setRun(run);
  run->start();
  m_impl->running = true;
}

void LivePipeline::stop() {
  if (std::exchange(m_impl->running, false)) {
    m_impl->run()->stop();
  }
}

void LivePipeline::setOptions(const LiveOptions& options) {
  const std::lock_guard lock(m_impl->shared->optionsMutex);
  m_impl->shared->options = options;
}

LiveOptions LivePipeline::options() const { return m_impl->shared->currentOptions(); }

LiveStatus LivePipeline::status() const {
  const auto run = m_impl->run();
  return run ? run->status() : LiveStatus{};
}

std::shared_ptr<const TimedFrame> LivePipeline::latestFrame() const {
  const auto run = m_impl->run();
  return run ? run->latestFrame() : nullptr;
}

std::shared_ptr<const FrameResult> LivePipeline::latestResult() const {
  const auto run = m_impl->run();
  return run ? run->latestResult() : nullptr;
}

const ModelInfo& LivePipeline::modelInfo() const { return m_impl->shared->classifier->info(); }

void LivePipeline::subscribe(ResultObserver observer) {
  const std::lock_guard lock(m_impl->shared->observerMutex);
  m_impl->shared->observer = std::move(observer);
  if (const auto run = m_impl->run()) {
    run->setObserverProblem({});
  }
}

void LivePipeline::setWakeUp(std::function<void()> wakeUp) {
  const std::lock_guard lock(m_impl->shared->wakeMutex);
  m_impl->shared->wakeUp = std::move(wakeUp);
}

} // namespace mien
