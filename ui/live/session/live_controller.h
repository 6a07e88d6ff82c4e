#pragma once

#include "core/live/live_pipeline.h"
#include "core/model/model_hints.h"
#include "ui/async/worker.h"
#include "ui/live/session/live_settings.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace mien::ui {

/// Runs core's live pipeline for the page: loads the model on a thread of its own, keeps it for the next start, and
/// turns the pipeline's wake-ups into signals on the GUI thread.
class LiveController : public QObject {
  Q_OBJECT

public:
  enum class State { Idle, Loading, Opening, Running, Lost, Ended };

  /// What analyses the pictures.
  struct Engine {
    std::unique_ptr<FaceDetector> detector;
    std::unique_ptr<Classifier> classifier;
  };
  /// Called on the worker's thread. May throw.
  using Loader = std::function<Engine(const QString& modelFile, DetectorKind detector)>;
  /// Called on the capture thread, see core's SourceFactory.
  using Opener = std::function<std::unique_ptr<FrameSource>(const SourceSpec&)>;

  explicit LiveController(QObject* parent = nullptr);
  ~LiveController() override;

  void setLoader(Loader loader); ///< other engines than those of core: for tests
  void setOpener(Opener opener); ///< other sources than those of core: for tests

  /// Starts, stopping what runs. Errors come as failed(); trouble with the source shows in state() and message().
  void start(const QString& modelFile, const SourceSpec& source);
  void stop(); ///< within 200 ms; the last frame and result stay

  /// Takes effect at once. Another detector loads the engine anew.
  void setSettings(const LiveSettings& settings);

  [[nodiscard]] State state() const { return m_state; }
  [[nodiscard]] bool active() const { return m_state != State::Idle && m_state != State::Ended; }
  [[nodiscard]] QString message() const; ///< why the source is lost, or the analysis failed
  [[nodiscard]] std::shared_ptr<const TimedFrame> frame() const;
  [[nodiscard]] std::shared_ptr<const FrameResult> result() const;
  [[nodiscard]] LivePipeline* pipeline() const { return m_pipeline.get(); } ///< null before the first start

signals:
  void engineChanged(); ///< another model: pipeline()->modelInfo()
  void updated();       ///< there is a new frame, a new result, or both
  void stateChanged();
  void failed(const QString& message); ///< the model or the detector could not be loaded

private:
  struct EngineKey {
    QString modelFile;
    QDateTime written;
    ModelHints hints;
    DetectorKind detector = DetectorKind::Auto;
    bool operator==(const EngineKey&) const = default;
  };

  void load();
  void applyEngine(const EngineKey& key, Engine engine);
  void run();
  void wake();
  void setState(State state);
  [[nodiscard]] EngineKey wantedEngine() const;

  Loader m_loader;
  Opener m_opener;
  LiveSettings m_settings;
  QString m_modelFile;
  std::optional<SourceSpec> m_wanted; ///< what is to run; none: stopped
  State m_state = State::Idle;
  EngineKey m_engine; ///< of the pipeline
  std::atomic<bool> m_woken = false;
  std::unique_ptr<LivePipeline> m_pipeline;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
