#include "ui/workspace/dataset_job.h"

#include "ui/async/meta_types.h"
#include "ui/text/qt_strings.h"

namespace mien::ui {

DatasetJob::DatasetJob(QObject* parent)
    : QObject(parent),
      m_progress(this, [this](const auto& values) { emit progress(values.last().first, values.last().second); }),
      m_worker(this) {
  registerMetaTypes();
}

void DatasetJob::start(const QString& folder) {
  drop();
  m_worker.start(
      [this, path = toPath(folder)](const std::stop_token& stop) {
        LoadOptions options;
        options.progress = [this](std::size_t done, std::size_t total) { m_progress.replace({done, total}); };
        return std::make_shared<const Dataset>(loadDataset(path, options, stop));
      },
      [this](std::shared_ptr<const Dataset> dataset) {
        m_progress.flush();
        if (dataset->summary.stopped) {
          emit cancelled();
        } else {
          emit loaded(std::move(dataset));
        }
      },
      [this](const QString& message) {
        m_progress.clear();
        emit failed(message);
      });
}

void DatasetJob::cancel() { m_worker.requestStop(); }

void DatasetJob::drop() {
  m_worker.cancel();
  m_progress.clear();
}

} // namespace mien::ui
