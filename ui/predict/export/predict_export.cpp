#include "ui/predict/export/predict_export.h"

#include "ui/text/path_text.h"

#include <utility>

namespace mien::ui {

PredictExport::PredictExport(QObject* parent)
    : QObject(parent),
      m_progress(this, [this](const auto& values) { emit progress(values.last().done, values.last().total); }),
      m_worker(this) {}

void PredictExport::start(PredictExportPlan plan) {
  const QString folder = pathText(plan.folder);
  m_worker.start(
      [this, plan = std::move(plan)](const std::stop_token& stop) {
        const int total = static_cast<int>(plan.entries.size());
        return writeExport(
            plan,
            [this, total](int done) {
              m_progress.replace({done, total});
            },
            stop);
      },
      [this, folder](const PredictExported& result) {
        m_progress.clear();
        emit finished(folder, result);
      },
      [this](const QString& message) {
        m_progress.clear();
        emit failed(message);
      });
}

} // namespace mien::ui
