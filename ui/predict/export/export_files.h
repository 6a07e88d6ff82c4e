#pragma once

#include "ui/predict/export/export_writer.h"

#include <filesystem>
#include <vector>

namespace mien::ui {

/// The files that an export writes; a path is empty where there is none.
struct ExportFiles {
  std::filesystem::path faces;
  std::filesystem::path reports;
  std::vector<std::filesystem::path> tables; ///< an entry each: of a video's frames
  std::vector<std::filesystem::path> copies; ///< an entry each
};

/// No two are the same, and none is a file of the list. The same plan gives the same names as long as nobody else
/// writes there.
[[nodiscard]] ExportFiles exportFiles(const PredictExportPlan& plan);

/// Those of them that are there already and are not Mien's.
[[nodiscard]] std::vector<std::filesystem::path> foreignFiles(const ExportFiles& files);

/// Whether there is anything to export of an entry.
[[nodiscard]] inline bool hasResult(const PredictEntry& entry) {
  const bool some = entry.state == PredictEntry::State::Failed && entry.results && entry.results->frames() > 0;
  return entry.finished() || entry.partial() || some;
}

} // namespace mien::ui
