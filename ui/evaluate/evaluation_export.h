#pragma once

#include "core/eval/evaluator.h"
#include "ui/async/worker.h"
#include "ui/charts/report_pictures.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <memory>
#include <vector>

namespace mien::ui {

/// Writes an evaluation with all its pictures into a folder: files on a thread of its own, then the pictures on this
/// one, one a turn of the event loop.
class EvaluationExport : public QObject {
  Q_OBJECT

public:
  explicit EvaluationExport(QObject* parent = nullptr);

  [[nodiscard]] bool running() const { return m_running; }
  void start(std::shared_ptr<const EvaluationResult> result, const std::filesystem::path& folder, bool forSpreadsheets);

signals:
  void finished(const QString& folder);
  void failed(const QString& message);

private:
  void drawNext();
  void fail(const QString& message);

  std::filesystem::path m_folder;
  std::vector<ReportPicture> m_pictures;
  std::size_t m_next = 0;
  bool m_running = false;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
