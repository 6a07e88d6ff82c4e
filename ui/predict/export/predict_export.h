#pragma once

#include "ui/async/throttled_queue.h"
#include "ui/async/worker.h"
#include "ui/predict/export/export_writer.h"

#include <QObject>
#include <QString>

namespace mien::ui {

/// Writes results into a folder, on a thread of its own.
class PredictExport : public QObject {
  Q_OBJECT

public:
  explicit PredictExport(QObject* parent = nullptr);

  [[nodiscard]] bool running() const { return m_worker.running(); }
  void start(PredictExportPlan plan);
  void cancel() { m_worker.requestStop(); }

signals:
  void progress(int done, int total); ///< files
  void finished(const QString& folder, const mien::ui::PredictExported& result);
  void failed(const QString& message); ///< nothing was written

private:
  struct Progress {
    int done = 0;
    int total = 0;
  };
  ThrottledQueue<Progress> m_progress;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
