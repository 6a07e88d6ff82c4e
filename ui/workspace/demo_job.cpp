#include "ui/workspace/demo_job.h"

#include "ui/text/qt_strings.h"

#include <filesystem>
#include <system_error>

namespace mien::ui {

DemoJob::DemoJob(QObject* parent)
    : QObject(parent),
      m_progress(this, [this](const auto& values) { emit progress(values.last().first, values.last().second); }),
      m_worker(this) {}

void DemoJob::start(const QString& folder, const DemoDataOptions& options) {
  m_worker.start(
      [this, path = toPath(folder), options](const std::stop_token& stop) {
        return makeDemoData(
            path, options,
            [this](std::size_t done, std::size_t total) {
              m_progress.replace({done, total});
            },
            stop);
      },
      [this](bool finished) {
        m_progress.clear();
        if (finished) {
          emit made();
        } else {
          emit cancelled();
        }
      },
      [this](const QString& message) {
        m_progress.clear();
        emit failed(message);
      });
}

void DemoJob::cancel() { m_worker.requestStop(); }

void DemoJob::drop() {
  m_worker.cancel();
  m_progress.clear();
}

} // namespace mien::ui
