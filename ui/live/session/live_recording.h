#pragma once

#include "core/session/session_recorder.h"
#include "ui/async/worker.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QString>

#include <memory>

namespace mien {
class LivePipeline;
} // namespace mien

namespace mien::ui {

/// Records what a pipeline finds, into a folder of its own. Opening and finishing the files happen on a thread; the
/// recorder itself runs on the pipeline's.
class LiveRecording : public QObject {
  Q_OBJECT

public:
  explicit LiveRecording(QObject* parent = nullptr);
  ~LiveRecording() override;

  /// Not while running. The pipeline must outlive the recording, or stop() come first.
  void start(LivePipeline& pipeline, const RecorderOptions& options);
  void stop(); ///< no row comes any more; finished() or failed() follows

  [[nodiscard]] bool running() const { return m_state == State::Opening || m_state == State::Recording; }
  [[nodiscard]] bool finishing() const { return m_state == State::Finishing; }
  [[nodiscard]] double seconds() const; ///< since it began

signals:
  void changed();
  void finished(const QString& folder, double seconds);
  void failed(const QString& message); ///< nothing more is recorded; what was written until then stays

private:
  enum class State { Idle, Opening, Recording, Finishing };

  void begin(std::shared_ptr<SessionRecorder> recorder);
  void broken(const QString& message);
  void finish();
  void setState(State state);

  State m_state = State::Idle;
  bool m_stopWanted = false;
  QString m_error; ///< that ended the recording
  QString m_folder;
  QElapsedTimer m_since;
  LivePipeline* m_pipeline = nullptr;
  std::shared_ptr<SessionRecorder> m_recorder;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
