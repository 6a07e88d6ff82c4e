#pragma once

#include "ui/predict/list/predict_entry.h"

#include <QStringList>

#include <filesystem>
#include <functional>
#include <stop_token>
#include <vector>

namespace mien::ui {

/// What to export, and where to.
struct PredictExportPlan {
  std::filesystem::path folder; ///< made when missing
  /// predictions.csv, a row a face of an image, and a row with the error for each file without a whole result; of each
  /// video videos/NAME.csv. The columns are the classes of all models that the results are from.
  bool csv = true;
  bool json = true;                  ///< predictions.json, an entry an image or video, with the model it is from
  bool pictures = true;              ///< annotated/NAME.png of images, annotated/NAME-annotated.mp4 of videos
  std::vector<PredictEntry> entries; ///< none in hand
  double uncertainBelow = 0.5;
  bool forSpreadsheets = false; ///< the tables, see linesForSpreadsheets()
};

/// What came of it.
struct PredictExported {
  int written = 0;        ///< files
  QStringList problems;   ///< what could not be written, or no longer be read, and why
  QStringList partial;    ///< names of the videos whose analysis was stopped: what it found is exported
  int waiting = 0;        ///< files without any result yet; in the tables they say so
  bool cancelled = false; ///< what was written until then is whole
};

/// Writes the results, each file whole or not at all, one after the other; one that fails stops no other. No copy
/// replaces a file of the list. `done` hears how many files of the list have their copy. Throws Error (Io) when there
/// is no folder to write to.
[[nodiscard]] PredictExported writeExport(const PredictExportPlan& plan, const std::function<void(int)>& done,
                                          const std::stop_token& stop);

} // namespace mien::ui
