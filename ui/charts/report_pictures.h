#pragma once

#include "core/eval/metrics/curves.h"
#include "core/train/train_observer.h"
#include "ui/charts/density/density_picture.h"

#include <QString>

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace mien::ui {

/// What the pictures of a report show, computed beforehand.
struct ReportContent {
  std::shared_ptr<const EvaluationResult> result;
  std::vector<PrecisionRecallCurve> curves;
  DensityPicture density;
  std::vector<EpochRecord> history; ///< of the run that made the weights; empty where it is not known
};

struct ReportPicture {
  QString name;                                                ///< of the file
  std::function<void(const std::filesystem::path& file)> draw; ///< throws Error as saveChart()
};

/// The slow part; any thread.
[[nodiscard]] ReportContent reportContent(std::shared_ptr<const EvaluationResult> result);

/// confusion_matrix.png, 2d_density_plot.png, precision_recall.png, reliability.png and, where the history is known,
/// accuracy.png and loss.png; always in the light theme. Draw them on the GUI thread; no window and no screen are
/// needed, but a QApplication is.
[[nodiscard]] std::vector<ReportPicture> reportPictures(const ReportContent& content);

/// Both at once: draws every picture into `folder`, which exists, and returns the files.
std::vector<std::filesystem::path> writeReportPictures(std::shared_ptr<const EvaluationResult> result,
                                                       const std::filesystem::path& folder);

} // namespace mien::ui
