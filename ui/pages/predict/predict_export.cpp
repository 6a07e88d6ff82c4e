#include "ui/pages/predict/predict_export.h"

#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "core/face/annotate.h"
#include "core/face/annotated_name.h"
#include "core/face/face_report.h"
#include "core/face/image_file.h"
#include "ui/support/text.h"

#include <nlohmann/json.hpp>

#include <functional>
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

nlohmann::ordered_json reportOf(const PredictEntry& entry, const std::vector<std::string>& labels) {
  if (entry.analysis) {
    return faceReportJson(shownFile(entry), *entry.analysis, labels);
  }
  nlohmann::ordered_json report;
  report["file"] = shownFile(entry).string();
  report["error"] = entry.problem.toStdString();
  return report;
}

void writeTables(const PredictExportPlan& plan) {
  FaceCsv csv(plan.labels);
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const PredictEntry& entry : plan.entries) {
    if (entry.analysis) {
      csv.add(shownFile(entry), *entry.analysis);
    }
    json.push_back(reportOf(entry, plan.labels));
  }
  if (plan.csv) {
    csv.write(plan.folder / "predictions.csv");
  }
  if (plan.json) {
    writeFileAtomically(plan.folder / "predictions.json",
                        json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  }
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
  std::set<fs::path> taken;
  int count = 0;
  for (const PredictEntry& entry : plan.entries) {
    if (stop.stop_requested()) {
      result.cancelled = true;
      break;
    }
    done(count++);
    if (!entry.analysis) {
      continue;
    }
    cv::Mat image;
    try {
      image = loadImage(entry.file);
    } catch (const Error&) {
      ++result.unreadable;
      continue;
    }
    savePng(annotate(image, *entry.analysis, plan.labels), annotatedName(folder, entry.file, taken));
    ++result.pictures;
  }
  return result;
}

} // namespace

PredictExport::PredictExport(QObject* parent)
    : QObject(parent),
      m_progress(this, [this](const auto& values) { emit progress(values.last().done, values.last().total); }),
      m_worker(this) {}

void PredictExport::start(PredictExportPlan plan) {
  std::erase_if(plan.entries, [](const PredictEntry& e) { return e.state == PredictEntry::State::Waiting; });
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
