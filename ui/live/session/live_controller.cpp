#include "ui/live/session/live_controller.h"

#include "ui/text/qt_strings.h"
#include "ui/workspace/stored_hints.h"

#include <QFileInfo>

#include <utility>

namespace mien::ui {

namespace {

LiveController::Engine loadEngine(const QString& modelFile, DetectorKind detector) {
  FaceDetectorOptions options;
  options.kind = detector;
  return {makeFaceDetector(options), loadClassifier(toPath(modelFile), storedHints(modelFile))};
}

} // namespace

LiveController::LiveController(QObject* parent)
    : QObject(parent), m_loader(loadEngine), m_opener([](const SourceSpec& spec) { return openSource(spec); }),
      m_worker(this) {}

LiveController::~LiveController() {
  if (m_pipeline) {
    m_pipeline->stop();
    m_pipeline->setWakeUp({}); // a thread that was left behind may outlive this
  }
}

void LiveController::setLoader(Loader loader) { m_loader = std::move(loader); }

void LiveController::setOpener(Opener opener) { m_opener = std::move(opener); }

void LiveController::start(const QString& modelFile, const SourceSpec& source) {
  stop();
  m_modelFile = modelFile;
  m_wanted = source;
  if (m_pipeline && m_engine == wantedEngine()) {
    run();
  } else {
    setState(State::Loading);
    load();
  }
}

void LiveController::stop() {
  m_wanted.reset();
  if (m_pipeline) {
    m_pipeline->stop();
  }
  setState(State::Idle);
}

void LiveController::setSettings(const LiveSettings& settings) {
  m_settings = settings;
  if (m_pipeline) {
    m_pipeline->setOptions(settings.options());
  }
  if (active() && m_pipeline && m_state != State::Loading && m_engine.detector != settings.detector) {
    start(m_modelFile, SourceSpec(*m_wanted));
  }
}

QString LiveController::message() const { return m_pipeline ? toQt(m_pipeline->status().message) : QString(); }

std::shared_ptr<const TimedFrame> LiveController::frame() const {
  return m_pipeline ? m_pipeline->latestFrame() : nullptr;
}

std::shared_ptr<const FrameResult> LiveController::result() const {
  return m_pipeline ? m_pipeline->latestResult() : nullptr;
}

LiveController::EngineKey LiveController::wantedEngine() const {
  return {m_modelFile, QFileInfo(m_modelFile).lastModified(), storedHints(m_modelFile), m_settings.detector};
}

void LiveController::load() {
  if (m_worker.running()) {
    return; // a load cannot be cut short: its answer sees to what is wanted by then
  }
  const EngineKey key = wantedEngine();
  m_worker.start(
      [loader = m_loader, key](const std::stop_token& /*stop*/) {
        return std::make_shared<Engine>(loader(key.modelFile, key.detector));
      },
      [this, key](const std::shared_ptr<Engine>& engine) {
        if (!m_wanted) {
          return;
        }
        if (key != wantedEngine()) {
          load();
          return;
        }
        applyEngine(key, std::move(*engine));
        run();
      },
      [this, key](const QString& message) {
        if (m_wanted && key != wantedEngine()) {
          load();
        } else if (m_wanted) {
          stop();
          emit failed(message);
        }
      });
}

void LiveController::applyEngine(const EngineKey& key, Engine engine) {
  if (m_pipeline) {
    m_pipeline->setWakeUp({});
  }
  m_pipeline =
      std::make_unique<LivePipeline>(std::move(engine.detector), std::move(engine.classifier), m_settings.options());
  m_engine = key;
  m_pipeline->setWakeUp([this] {
    if (!m_woken.exchange(true)) { // one waiting call is enough: it reads the newest
      QMetaObject::invokeMethod(this, &LiveController::wake, Qt::QueuedConnection);
    }
  });
  emit engineChanged();
}

void LiveController::run() {
  setState(State::Opening);
  m_pipeline->start([opener = m_opener, spec = *m_wanted] { return opener(spec); });
  wake();
}

void LiveController::wake() {
  m_woken = false;
  if (!m_wanted || !m_pipeline || m_state == State::Loading) {
    return; // woken before it was stopped
  }
  emit updated();
  switch (m_pipeline->state()) {
  case LiveState::Idle:
  case LiveState::Opening:
    return setState(State::Opening);
  case LiveState::Running:
    return setState(State::Running);
  case LiveState::Lost:
    return setState(State::Lost);
  case LiveState::Ended:
    return setState(State::Ended);
  }
}

void LiveController::setState(State state) {
  if (state != m_state) {
    m_state = state;
    emit stateChanged();
  }
}

} // namespace mien::ui
