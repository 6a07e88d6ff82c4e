#pragma once

#include "core/session/session_reader.h"
#include "ui/async/worker.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <vector>

namespace mien::ui {

/// Plays a recorded session in its own time.
class SessionReplay : public QObject {
  Q_OBJECT

public:
  explicit SessionReplay(QObject* parent = nullptr);

  void open(const QString& path); ///< reads it on a thread; opened() or failed() follows
  void close();

  void play(); ///< from the beginning when it is at the end
  void pause();
  void seek(double seconds);

  [[nodiscard]] bool loading() const { return m_loading; }
  [[nodiscard]] bool isOpen() const { return m_session != nullptr; }
  [[nodiscard]] bool playing() const { return m_timer.isActive(); }
  [[nodiscard]] double position() const;                                      ///< s from the session's beginning
  [[nodiscard]] double duration() const;                                      ///< s
  [[nodiscard]] const RecordedSession& session() const { return *m_session; } ///< only while open
  [[nodiscard]] std::shared_ptr<const FrameResult> result() const;            ///< at the position

signals:
  void opened();
  void failed(const QString& message);
  void moved();   ///< another position
  void changed(); ///< plays or does not

private:
  void advance();
  [[nodiscard]] std::size_t indexAt(double seconds) const;

  std::shared_ptr<const RecordedSession> m_session;
  bool m_loading = false; ///< and wanted: what is closed while it is read does not open
  double m_position = 0;
  double m_playedFrom = 0; ///< the position when m_clock was started
  QElapsedTimer m_clock;
  QTimer m_timer;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
