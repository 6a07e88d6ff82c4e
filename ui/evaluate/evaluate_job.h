#pragma once

#include "core/eval/evaluator.h"
#include "ui/async/throttled_queue.h"
#include "ui/async/worker.h"

#include <QObject>
#include <QString>

#include <memory>

namespace mien::ui {

/// Evaluates a weights file on a thread of its own. Every signal comes on this object's thread, none after its
/// destruction.
class EvaluateJob : public QObject {
  Q_OBJECT

public:
  explicit EvaluateJob(QObject* parent = nullptr);

  [[nodiscard]] bool running() const { return m_worker.running(); }
  void start(const QString& weights, std::shared_ptr<const Dataset> dataset, const EvaluateOptions& options);
  void cancel(); ///< returns at once; finished() follows with a result that is marked as cancelled

signals:
  void progress(qulonglong done, qulonglong total, double imagesPerSecond); ///< at most ten times a second
  void finished(std::shared_ptr<const mien::EvaluationResult> result);
  void failed(const QString& message);

private:
  ThrottledQueue<EvaluationProgress> m_progress;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
