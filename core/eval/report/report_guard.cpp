#include "core/eval/report/report_guard.h"

#include "core/common/error.h"
#include "core/common/files/output_guard.h"
#include "core/common/files/output_mark.h"
#include "core/common/files/read_file.h"
#include "core/common/text/json_text.h"
#include "core/common/text/shown_text.h"

#include <nlohmann/json.hpp>

#include <array>
#include <system_error>

namespace mien {

namespace {

namespace fs = std::filesystem;

/// All that an evaluation may write, the pictures of ui/charts/report_pictures among them.
constexpr std::array<const char*, 11> kFiles{"metrics.json",
                                             "metrics.csv",
                                             "evaluation_report.txt",
                                             "predictions.csv",
                                             "embeddings.npy",
                                             "confusion_matrix.png",
                                             "2d_density_plot.png",
                                             "precision_recall.png",
                                             "reliability.png",
                                             "accuracy.png",
                                             "loss.png"};

/// Whether metrics.json says `path`. Bytes that are no UTF-8 are replaced in it.
bool namesPath(const std::string& text, const fs::path& path) {
  const auto written = jsonText(path.string());
  if (text == nlohmann::json::parse(written).get<std::string>()) {
    return true;
  }
  std::error_code one;
  std::error_code other;
  return fs::weakly_canonical(text, one) == fs::weakly_canonical(path, other) && !one && !other;
}

/// The text under json[part][key]; empty for anything else.
std::string textOf(const nlohmann::json& json, const char* part, const char* key) {
  const nlohmann::json::json_pointer place(std::string("/") + part + "/" + key);
  return json.contains(place) && json.at(place).is_string() ? json.at(place).get<std::string>() : std::string();
}

/// The earlier report, where it can be read and is of something else.
std::string otherReport(const fs::path& metrics, const ReportSubject& subject) {
  try {
    const auto json = nlohmann::json::parse(readFile(metrics));
    const std::string weights = textOf(json, "model", "weights");
    const std::string data = textOf(json, "data", "root");
    const std::string split = textOf(json, "data", "split");
    const std::string policy = textOf(json, "data", "policy");
    if (namesPath(weights, subject.weights) && namesPath(data, subject.data) && split == splitName(subject.split) &&
        policy == labelPolicyName(subject.policy)) {
      return {};
    }
    return "the report of " + shownText(weights) + " on " + shownText(data) + " (" + shownText(split) + " split, " +
           shownText(policy) + " policy)";
  } catch (const std::exception&) { // no longer what an evaluation has written
    return "a report that cannot be read";
  }
}

} // namespace

std::optional<ReportConflict> reportConflict(const fs::path& folder, const ReportSubject& subject) {
  const fs::path metrics = folder / kFiles.front();
  const bool ours = readOutputMark(metrics).has_value();
  for (const char* name : kFiles) {
    const fs::path file = folder / name;
    std::error_code error;
    if (fs::is_directory(file, error)) {
      throw Error(ErrorKind::BadArgument, Message("'{file}' is a folder, where the report has a file. Choose another "
                                                  "folder for the report, or move that one away.",
                                                  {{"file", shownPath(file)}}));
    }
    // NumPy's format has no place for a mark.
    const bool unmarked = ours && file.extension() == ".npy";
    if (!unmarked && wouldReplaceForeign(file)) {
      return ReportConflict{file, {}};
    }
  }
  if (ours) {
    if (std::string what = otherReport(metrics, subject); !what.empty()) {
      return ReportConflict{metrics, std::move(what)};
    }
  }
  return {};
}

} // namespace mien
