#pragma once

#include "core/demo/demo_data.h"
#include "ui/async/throttled_queue.h"
#include "ui/async/worker.h"

#include <QObject>
#include <QString>

#include <utility>

namespace mien::ui {

/// Draws the demo data on a thread of its own. Every signal comes on this object's thread, none after its destruction.
class DemoJob : public QObject {
  Q_OBJECT

public:
  explicit DemoJob(QObject* parent = nullptr);

  [[nodiscard]] bool running() const { return m_worker.running(); }
  /// Makes them in `folder` unless it is there already. It appears whole or not at all. Not while running.
  void start(const QString& folder, const DemoDataOptions& options);
  void cancel(); ///< returns at once; cancelled() follows
  void drop();   ///< waits for the thread, which takes a few images' time; no signal follows

signals:
  void progress(qulonglong done, qulonglong total); ///< at most ten times a second
  void made();
  void cancelled();
  void failed(const QString& message);

private:
  ThrottledQueue<std::pair<std::size_t, std::size_t>> m_progress;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
