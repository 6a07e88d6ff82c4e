#pragma once

#include "core/data/dataset.h"
#include "ui/async/throttled_queue.h"
#include "ui/async/worker.h"

#include <QObject>
#include <QString>

#include <memory>
#include <utility>

namespace mien::ui {

/// Reads a data set on a thread of its own. Every signal comes on this object's thread, none after its destruction.
class DatasetJob : public QObject {
  Q_OBJECT

public:
  explicit DatasetJob(QObject* parent = nullptr);

  [[nodiscard]] bool running() const { return m_worker.running(); }
  void start(const QString& folder); ///< drops what was being read before
  void cancel();                     ///< returns at once; cancelled() follows
  void drop();                       ///< waits for the thread, which takes a few images' time; no signal follows

signals:
  void progress(qulonglong done, qulonglong total); ///< at most ten times a second
  void loaded(std::shared_ptr<const mien::Dataset> dataset);
  void cancelled();
  void failed(const QString& message);

private:
  ThrottledQueue<std::pair<std::size_t, std::size_t>> m_progress;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
