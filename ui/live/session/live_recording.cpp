#include "ui/live/session/live_recording.h"

#include "core/live/live_pipeline.h"
#include "ui/text/qt_strings.h"

#include <utility>

namespace mien::ui {

LiveRecording::LiveRecording(QObject* parent) : QObject(parent), m_worker(this) {}

LiveRecording::~LiveRecording() {
  if (m_state == State::Recording) {
    m_pipeline->subscribe({});
  }
}

void LiveRecording::start(LivePipeline& pipeline, const RecorderOptions& options) {
  m_pipeline = &pipeline;
  m_folder = toQt(options.folder);
  m_error.clear();
  m_stopWanted = false;
  m_since.start();
  setState(State::Opening);
  m_worker.start([options](const std::stop_token& /*stop*/) { return std::make_shared<SessionRecorder>(options); },
                 [this](std::shared_ptr<SessionRecorder> recorder) { begin(std::move(recorder)); },
                 [this](const QString& message) {
                   m_pipeline = nullptr;
                   setState(State::Idle);
                   emit failed(message);
                 });
}

void LiveRecording::begin(std::shared_ptr<SessionRecorder> recorder) {
  m_recorder = std::move(recorder);
  if (m_stopWanted) {
    finish();
    return;
  }
  m_since.start();
  setState(State::Recording);
  m_pipeline->subscribe(
      [this, writer = m_recorder, broke = false](const std::shared_ptr<const TimedFrame>& frame,
                                                 const std::shared_ptr<const FrameResult>& result) mutable {
        if (broke) {
          return;
        }
        try {
          writer->add(frame, result);
        } catch (...) {
          broke = true;
          QMetaObject::invokeMethod(
              this,
              [this, writer, text = errorText(std::current_exception())] { // not of a later recording
                if (writer == m_recorder) {
                  broken(text);
                }
              },
              Qt::QueuedConnection);
        }
      });
}

void LiveRecording::broken(const QString& message) {
  if (m_state == State::Recording) {
    m_error = message;
    stop();
  }
}

void LiveRecording::stop() {
  if (m_state == State::Opening) {
    m_stopWanted = true;
  } else if (m_state == State::Recording) {
    m_pipeline->subscribe({});
    finish();
  }
}

void LiveRecording::finish() {
  m_pipeline = nullptr;
  setState(State::Finishing);
  m_worker.start([recorder = m_recorder](const std::stop_token& /*stop*/) { return recorder->finish().seconds; },
                 [this](double seconds) {
                   m_recorder.reset();
                   setState(State::Idle);
                   if (m_error.isEmpty()) {
                     emit finished(m_folder, seconds);
                   } else {
                     emit failed(m_error);
                   }
                 },
                 [this](const QString& message) {
                   m_recorder.reset();
                   setState(State::Idle);
                   emit failed(m_error.isEmpty() ? message : m_error);
                 });
}

double LiveRecording::seconds() const { return running() ? static_cast<double>(m_since.elapsed()) / 1000 : 0; }

void LiveRecording::setState(State state) {
  m_state = state;
  emit changed();
}

} // namespace mien::ui
