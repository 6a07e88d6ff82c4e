#include "ui/predict/export/export_writer.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/growing_file.h"
#include "core/common/files/make_folder.h"
#include "core/common/files/output_mark.h"
#include "core/common/text/csv_text.h"
#include "core/common/text/shown_text.h"
#include "core/face/annotation/annotate.h"
#include "core/face/annotation/image_file.h"
#include "core/face/face_report.h"
#include "core/live/source/frame_source.h"
#include "core/live/video_report.h"
#include "core/picture/picture.h"
#include "core/session/annotated_video.h"
#include "core/session/session_table.h"
#include "ui/async/worker.h"
#include "ui/predict/export/export_files.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <exception>
#include <memory>
#include <utility>

namespace mien::ui {

namespace fs = std::filesystem;

namespace {

/// What a reader sees as the file: pasted images have no place of their own.
fs::path shownFile(const PredictEntry& entry) { return entry.pasted ? entry.file.filename() : entry.file; }

/// For programs, so in one language. Empty for a whole result.
std::string errorOf(const PredictEntry& entry) {
  if (entry.partial()) {
    return "stopped after " + std::to_string(std::lround(100 * entry.progress)) + " %";
  }
  if (entry.finished()) {
    return {};
  }
  return entry.state == PredictEntry::State::Failed ? entry.problem.toStdString() : "not analysed yet";
}

std::vector<std::string> labelsOf(const PredictEntry& entry) {
  return entry.origin.model ? entry.origin.model->labels : std::vector<std::string>();
}

/// Of all the models, each once.
std::vector<std::string> allLabels(const std::vector<PredictEntry>& entries) {
  std::vector<std::string> all;
  for (const PredictEntry& entry : entries) {
    for (const std::string& label : labelsOf(entry)) {
      if (std::ranges::find(all, label) == all.end()) {
        all.push_back(label);
      }
    }
  }
  return all;
}

nlohmann::ordered_json reportOf(const PredictEntry& entry, const fs::path& table, double uncertainBelow) {
  nlohmann::ordered_json report{{kProgramKey, kProgramName}};
  if (!hasResult(entry)) {
    report["file"] = shownFile(entry).string();
  } else if (entry.video) {
    report.update(videoReportJson(entry.file, entry.results->analysis(), entry.results->statistics()));
  } else {
    report.update(faceReportJson(shownFile(entry), *entry.analysis, labelsOf(entry), uncertainBelow));
  }
  if (hasResult(entry) && !entry.model()->title().isEmpty()) {
    report["model"] = entry.model()->title().toStdString();
  }
  if (!table.empty()) { // two videos may have one name
    report["table"] = table.string();
  }
  if (const std::string error = errorOf(entry); !error.empty()) {
    report["error"] = error;
  }
  return report;
}

class Writer {
public:
  Writer(const PredictExportPlan& plan, const std::stop_token& stop)
      : m_plan(plan), m_stop(stop), m_files(exportFiles(plan)) {
    for (const PredictEntry& entry : plan.entries) {
      m_result.waiting += !hasResult(entry) && entry.state != PredictEntry::State::Failed ? 1 : 0;
      if (entry.partial()) {
        m_result.partial << pathText(entry.file.filename());
      }
    }
  }

  PredictExported writeAll(const std::function<void(int)>& done) {
    makeFolder(m_plan.folder);
    writeTables();
    writeCopies(done);
    return m_result;
  }

private:
  bool stopped() {
    m_result.cancelled = m_result.cancelled || m_stop.stop_requested();
    return m_result.cancelled;
  }

  /// One file, on which the others do not depend; `write` gives false when it was stopped.
  template <class Write> void attempt(const Write& write) {
    try {
      m_result.written += !stopped() && write() ? 1 : 0;
    } catch (...) {
      m_result.problems << errorText(std::current_exception());
    }
  }

  void writeTables() {
    if (!m_files.faces.empty()) {
      attempt([this] { return writeFaces(m_files.faces); });
    }
    if (!m_files.reports.empty()) {
      attempt([this] { return writeReports(m_files.reports); });
    }
    for (std::size_t i = 0; i < m_plan.entries.size(); ++i) {
      if (!m_files.tables[i].empty()) {
        attempt([this, i] {
          makeFolder(m_files.tables[i].parent_path());
          return writeFrames(m_plan.entries[i], m_files.tables[i]);
        });
      }
    }
  }

  void begin(GrowingFile& table) const {
    if (m_plan.forSpreadsheets) {
      table.append(kByteOrderMark);
    }
  }

  /// Lines of a table as its readers want them.
  [[nodiscard]] std::string shown(std::string lines) const {
    return m_plan.forSpreadsheets ? linesForSpreadsheets(lines) : std::move(lines);
  }

  bool writeFaces(const fs::path& file) {
    FaceCsv csv(allLabels(m_plan.entries), m_plan.uncertainBelow);
    GrowingFile table(file);
    begin(table);
    for (const PredictEntry& entry : m_plan.entries) {
      if (stopped()) {
        table.discard();
        return false;
      }
      table.append(shown(csv.take()));
      if (hasResult(entry) && !entry.video) {
        csv.add(shownFile(entry), *entry.analysis, labelsOf(entry));
      }
      if (const std::string error = errorOf(entry); !error.empty()) {
        csv.addError(shownFile(entry), error);
      }
    }
    table.append(shown(csv.take()));
    table.finish();
    return true;
  }

  bool writeReports(const fs::path& file) {
    nlohmann::ordered_json reports = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < m_plan.entries.size(); ++i) {
      if (stopped()) {
        return false;
      }
      const fs::path& table = m_files.tables[i];
      reports.push_back(reportOf(m_plan.entries[i],
                                 table.empty() ? fs::path() : table.lexically_relative(m_plan.folder),
                                 m_plan.uncertainBelow));
    }
    writeFileAtomically(file, reports.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
    return true;
  }

  bool writeFrames(const PredictEntry& entry, const fs::path& file) {
    const std::vector<std::string> labels = labelsOf(entry);
    GrowingFile table(file);
    begin(table);
    table.append(shown(sessionHeader(labels)));
    for (int frame = 0; frame < entry.results->frames(); ++frame) {
      if (stopped()) {
        table.discard();
        return false;
      }
      table.append(shown(sessionRows(static_cast<std::uint64_t>(frame), entry.results->seconds(frame),
                                     entry.results->faces(frame), labels)));
    }
    table.finish();
    return true;
  }

  void writeCopies(const std::function<void(int)>& done) {
    for (std::size_t i = 0; i < m_plan.entries.size(); ++i) {
      if (!m_files.copies[i].empty()) {
        attempt([this, i] {
          const PredictEntry& entry = m_plan.entries[i];
          makeFolder(m_files.copies[i].parent_path());
          return entry.video ? copyVideo(entry, m_files.copies[i]) : copyImage(entry, m_files.copies[i]);
        });
      }
      if (m_result.cancelled) {
        return;
      }
      done(static_cast<int>(i) + 1);
    }
  }

  bool copyImage(const PredictEntry& entry, const fs::path& target) const {
    saveAnnotatedPng(annotate(loadPicture(entry.file).image, *entry.analysis, labelsOf(entry), m_plan.uncertainBelow),
                     target, entry.file);
    return true;
  }

  /// Reads the video again, since no frame was kept.
  bool copyVideo(const PredictEntry& entry, const fs::path& target) {
    SourceSpec spec;
    spec.kind = SourceSpec::Kind::Video;
    spec.location = entry.file.string();
    const std::unique_ptr<FrameSource> source = openSource(spec);
    AnnotatedVideo copy(target, entry.file, entry.results->analysis().fps, labelsOf(entry), m_plan.uncertainBelow);
    for (int frame = 0; frame < entry.results->frames(); ++frame) {
      if (stopped()) {
        return false;
      }
      const FrameRead read = source->read();
      if (read.status != FrameRead::Status::Frame) {
        throw Error(ErrorKind::BadData,
                    Message("{file} ends before its frame {frame}, which had been analysed; there is no copy of it",
                            {{"file", shownPath(entry.file)}, {"frame", frame + 1}}));
      }
      copy.add(read.image, entry.results->seconds(frame), entry.results->faces(frame));
    }
    copy.finish();
    if (const std::string problem = copy.audioProblem(); !problem.empty()) {
      m_result.problems << toQt(problem);
    }
    return true;
  }

  const PredictExportPlan& m_plan;
  const std::stop_token& m_stop;
  ExportFiles m_files;
  PredictExported m_result;
};

} // namespace

PredictExported writeExport(const PredictExportPlan& plan, const std::function<void(int)>& done,
                            const std::stop_token& stop) {
  return Writer(plan, stop).writeAll(done);
}

} // namespace mien::ui
