#pragma once

#include "ui/jobs/mailbox.h"
#include "ui/pages/predict/predict_entry.h"
#include "ui/support/worker.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <string>
#include <vector>

namespace mien::ui {

/// What to export, and where to.
struct PredictExportPlan {
  std::filesystem::path folder; ///< made when missing
  bool csv = true;              ///< predictions.csv, a row a face of an image; of each video videos/NAME.csv
  bool json = true;             ///< predictions.json, an entry an image or video
  bool pictures = true;         ///< annotated/NAME.png of images, annotated/NAME-annotated.mp4 of videos
  std::vector<std::string> labels;
  std::vector<PredictEntry> entries; ///< those that wait are left out
  double uncertainBelow = 0.5;
};

/// What came of it.
struct PredictExported {
  int pictures = 0;
  int unreadable = 0; ///< files that were there when they were analysed and no longer are
  bool cancelled = false;
};

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
  void failed(const QString& message);

private:
  struct Progress {
    int done = 0;
    int total = 0;
  };
  Mailbox<Progress> m_progress;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
