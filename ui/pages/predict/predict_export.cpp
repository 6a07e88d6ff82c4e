#include "ui/pages/predict/predict_export.h"

#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "core/face/annotate.h"
#include "core/face/annotated_name.h"
#include "core/face/face_report.h"
#include "core/face/image_file.h"
#include "core/live/annotated_video.h"
#include "core/live/frame_source.h"
#include "core/live/session_table.h"
#include "core/live/video_report.h"
#include "ui/support/text.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <set>
#include <utility>

namespace mien::ui {

namespace fs = std::filesystem;

namespace {

void makeFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw Error(ErrorKind::Io,
                "cannot make the folder " + folder.string() + ": " + error.message() + "; choose another folder");
  }
}

/// What a reader sees as the file: pasted images have no place of their own.
fs::path shownFile(const PredictEntry& entry) { return entry.pasted ? entry.file.filename() : entry.file; }

bool hasResult(const PredictEntry& entry) { return entry.state != PredictEntry::State::Unreadable; }

nlohmann::ordered_json reportOf(const PredictEntry& entry, const PredictExportPlan& plan) {
  if (entry.analysis) {
    return faceReportJson(shownFile(entry), *entry.analysis, plan.labels, plan.uncertainBelow);
  }
  if (hasResult(entry)) {
    return videoReportJson(entry.file, entry.results->analysis(), entry.results->statistics());
  }
  nlohmann::ordered_json report;
  report["file"] = shownFile(entry).string();
  report["error"] = entry.problem.toStdString();
  return report;
}

void writeVideoTable(const VideoResults& results, const std::vector<std::string>& labels, const fs::path& file) {
  AtomicFile table(file);
  table.write(sessionHeader(labels));
  for (int frame = 0; frame < results.frames(); ++frame) {
    table.write(sessionRows(results.seconds(frame), results.faces(frame)));
  }
  table.commit();
}

void writeTables(const PredictExportPlan& plan) {
  FaceCsv csv(plan.labels, plan.uncertainBelow);
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  std::set<fs::path> taken;
  for (const PredictEntry& entry : plan.entries) {
    if (entry.analysis) {
      csv.add(shownFile(entry), *entry.analysis);
    }
    if (entry.video && hasResult(entry) && plan.csv) {
      makeFolder(plan.folder / "videos");
      writeVideoTable(*entry.results, plan.labels,
                      annotatedName(plan.folder / "videos", entry.file, taken).replace_extension(".csv"));
    }
    json.push_back(reportOf(entry, plan));
  }
  if (plan.csv) {
    csv.write(plan.folder / "predictions.csv");
  }
  if (plan.json) {
    writeFileAtomically(plan.folder / "predictions.json",
                        json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  }
}

enum class Copied { Whole, Stopped, Unreadable };

/// Reads the video again, since no frame was kept.
Copied copyVideo(const PredictEntry& entry, const PredictExportPlan& plan, const fs::path& target,
                 const std::stop_token& stop) {
  SourceSpec spec;
  spec.kind = SourceSpec::Kind::Video;
  spec.location = entry.file.string();
  std::unique_ptr<FrameSource> source;
  try {
    source = openSource(spec);
  } catch (const Error&) {
    return Copied::Unreadable;
  }
  AnnotatedVideo copy(target, entry.results->analysis().fps, plan.labels, plan.uncertainBelow);
  for (int frame = 0; frame < entry.results->frames(); ++frame) {
    if (stop.stop_requested()) {
      return Copied::Stopped;
    }
    const FrameRead read = source->read();
    if (read.status != FrameRead::Status::Frame) {
      return Copied::Unreadable;
    }
    copy.add(read.image, entry.results->faces(frame));
  }
  copy.finish();
  return Copied::Whole;
}

Copied copyImage(const PredictEntry& entry, const PredictExportPlan& plan, const fs::path& target) {
  cv::Mat image;
  try {
    image = loadImage(entry.file);
  } catch (const Error&) {
    return Copied::Unreadable;
  }
  savePng(annotate(image, *entry.analysis, plan.labels, plan.uncertainBelow), target);
  return Copied::Whole;
}

PredictExported writeAll(const PredictExportPlan& plan, const std::function<void(int)>& done,
                         const std::stop_token& stop) {
  PredictExported result;
  makeFolder(plan.folder);
  writeTables(plan);
  if (!plan.pictures) {
    return result;
  }
  const fs::path folder = plan.folder / "annotated";
  makeFolder(folder);
  std::set<fs::path> taken; // whoever annotates annotated pictures keeps both
  for (const PredictEntry& entry : plan.entries) {
    taken.insert(takenName(entry.file));
  }
  int count = 0;
  for (const PredictEntry& entry : plan.entries) {
    if (stop.stop_requested()) {
      result.cancelled = true;
      break;
    }
    done(count++);
    if (!hasResult(entry)) {
      continue;
    }
    fs::path target = annotatedName(folder, entry.file, taken);
    if (entry.video) {
      target.replace_filename(target.stem().string() + "-annotated.mp4");
    }
    const Copied copied = entry.video ? copyVideo(entry, plan, target, stop) : copyImage(entry, plan, target);
    result.pictures += copied == Copied::Whole ? 1 : 0;
    result.unreadable += copied == Copied::Unreadable ? 1 : 0;
    result.cancelled = result.cancelled || copied == Copied::Stopped;
  }
  return result;
}

} // namespace

PredictExport::PredictExport(QObject* parent)
    : QObject(parent),
      m_progress(this, [this](const auto& values) { emit progress(values.last().done, values.last().total); }),
      m_worker(this) {}

void PredictExport::start(PredictExportPlan plan) {
  std::erase_if(plan.entries, [](const PredictEntry& entry) {
    return entry.state == PredictEntry::State::Waiting || entry.state == PredictEntry::State::Working;
  });
  const QString folder = toQt(plan.folder);
  m_worker.start(
      [this, plan = std::move(plan)](const std::stop_token& stop) {
        const int total = static_cast<int>(plan.entries.size());
        return writeAll(
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
