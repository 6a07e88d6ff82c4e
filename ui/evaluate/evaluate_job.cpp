#include "ui/evaluate/evaluate_job.h"

#include "ui/async/meta_types.h"
#include "ui/text/qt_strings.h"
#include "ui/workspace/stored_hints.h"

#include <utility>

namespace mien::ui {

EvaluateJob::EvaluateJob(QObject* parent)
    : QObject(parent), m_progress(this,
                                  [this](const auto& values) {
                                    const EvaluationProgress& last = values.last();
                                    emit progress(last.done, last.total, last.imagesPerSecond);
                                  }),
      m_worker(this) {
  registerMetaTypes();
}

void EvaluateJob::start(const QString& weights, std::shared_ptr<const Dataset> dataset,
                        const EvaluateOptions& options) {
  m_worker.cancel();
  m_progress.clear();
  EvaluateOptions described = options;
  described.hints = storedHints(weights);
  m_worker.start(
      [this, path = toPath(weights), dataset = std::move(dataset),
       options = std::move(described)](const std::stop_token& stop) {
        return std::make_shared<const EvaluationResult>(evaluate(
            path, *dataset, options, [this](const EvaluationProgress& news) { m_progress.replace(news); }, stop));
      },
      [this](std::shared_ptr<const EvaluationResult> result) {
        m_progress.flush();
        emit finished(std::move(result));
      },
      [this](const QString& message) {
        m_progress.clear();
        emit failed(message);
      });
}

void EvaluateJob::cancel() { m_worker.requestStop(); }

} // namespace mien::ui
