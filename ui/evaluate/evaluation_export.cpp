#include "ui/evaluate/evaluation_export.h"

#include "core/eval/report/report_writer.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"

#include <QTimer>

#include <exception>
#include <utility>

namespace mien::ui {

EvaluationExport::EvaluationExport(QObject* parent) : QObject(parent), m_worker(this) {}

void EvaluationExport::start(std::shared_ptr<const EvaluationResult> result, const std::filesystem::path& folder,
                             bool forSpreadsheets) {
  m_running = true;
  m_folder = folder;
  m_worker.start(
      [result = std::move(result), folder, forSpreadsheets](const std::stop_token&) {
        writeEvaluation(*result, folder, forSpreadsheets);
        return reportContent(result);
      },
      [this](const ReportContent& content) {
        m_pictures = reportPictures(content);
        m_next = 0;
        drawNext();
      },
      [this](const QString& message) { fail(message); });
}

void EvaluationExport::drawNext() {
  if (m_next == m_pictures.size()) {
    m_running = false;
    m_pictures.clear();
    emit finished(pathText(m_folder));
    return;
  }
  try {
    const ReportPicture& picture = m_pictures[m_next++];
    picture.draw(m_folder / toPath(picture.name));
  } catch (...) {
    fail(errorText(std::current_exception()));
    return;
  }
  QTimer::singleShot(0, this, &EvaluationExport::drawNext);
}

void EvaluationExport::fail(const QString& message) {
  m_running = false;
  m_pictures.clear();
  emit failed(message);
}

} // namespace mien::ui
