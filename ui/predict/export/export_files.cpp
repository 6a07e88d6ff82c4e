#include "ui/predict/export/export_files.h"

#include "core/common/files/growing_file.h"
#include "core/common/files/output_guard.h"
#include "core/face/annotation/annotated_name.h"

#include <set>

namespace mien::ui {

namespace {

namespace fs = std::filesystem;

/// A name that is free, also as the copy grows, see AnnotatedVideo: half a video bears no mark that says whose it is.
fs::path videoName(const fs::path& folder, const fs::path& file, std::set<fs::path>& taken) {
  for (;;) {
    fs::path name = annotatedName(folder, file, taken, "-annotated.mp4");
    const fs::path part = canonicalPath(fs::path(name).replace_extension(".part.mp4"));
    if (std::error_code ignored; !taken.contains(part) && !fs::exists(fs::symlink_status(part, ignored))) {
      return name;
    }
  }
}

/// The same for a table, see GrowingFile.
fs::path tableName(const fs::path& folder, const fs::path& file, std::set<fs::path>& taken) {
  for (;;) {
    fs::path name = annotatedName(folder, file, taken, ".csv");
    if (const fs::path part = canonicalPath(fs::path(name) += kPartSuffix);
        !taken.contains(part) && !wouldReplaceForeign(part)) {
      return name;
    }
  }
}

} // namespace

ExportFiles exportFiles(const PredictExportPlan& plan) {
  std::set<fs::path> taken;
  for (const PredictEntry& entry : plan.entries) { // whoever annotates annotated pictures keeps both
    taken.insert(canonicalPath(entry.file));
  }
  ExportFiles files;
  if (plan.csv) {
    files.faces = plan.folder / "predictions.csv";
  }
  if (plan.json) {
    files.reports = plan.folder / "predictions.json";
  }
  files.tables.resize(plan.entries.size());
  files.copies.resize(plan.entries.size());
  for (std::size_t i = 0; i < plan.entries.size(); ++i) {
    const PredictEntry& entry = plan.entries[i];
    if (plan.csv && entry.video && hasResult(entry)) {
      files.tables[i] = tableName(plan.folder / "videos", entry.file, taken);
    }
    if (plan.pictures && hasResult(entry)) {
      const fs::path folder = plan.folder / "annotated";
      files.copies[i] = entry.video ? videoName(folder, entry.file, taken) : annotatedName(folder, entry.file, taken);
    }
  }
  return files;
}

std::vector<fs::path> foreignFiles(const ExportFiles& files) {
  std::vector<fs::path> foreign;
  const auto check = [&foreign](const fs::path& file) {
    if (!file.empty() && wouldReplaceForeign(file)) {
      foreign.push_back(file);
    }
  };
  check(files.faces);
  check(files.reports);
  for (const auto& part : {files.tables, files.copies}) {
    for (const fs::path& file : part) {
      check(file);
    }
  }
  return foreign;
}

} // namespace mien::ui
