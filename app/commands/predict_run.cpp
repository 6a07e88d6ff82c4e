#include "app/commands/predict_run.h"

#include "app/commands/model_options.h"
#include "app/commands/top_labels.h"
#include "core/common/error.h"
#include "core/common/make_folder.h"
#include "core/face/annotate.h"
#include "core/face/annotated_name.h"
#include "core/face/face_report.h"
#include "core/face/image_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <ostream>
#include <set>

namespace mien::cli {

namespace fs = std::filesystem;

namespace {

std::string mostProbable(const AnalyzedFace& face, const std::vector<std::string>& labels,
                         std::optional<double> uncertainBelow) {
  const std::string text = topLabels({face.probabilities.begin(), face.probabilities.end()}, labels);
  return isUncertain(face, uncertainBelow) ? "uncertain: " + text : text;
}

void printText(std::ostream& out, const fs::path& file, const FrameAnalysis& analysis,
               const std::vector<std::string>& labels, std::optional<double> uncertainBelow) {
  if (analysis.faces.empty()) {
    out << file.string() << ": no face found\n";
    return;
  }
  if (analysis.whole) {
    out << file.string() << ": already cropped: " << mostProbable(analysis.faces.front(), labels, uncertainBelow)
        << '\n';
    return;
  }
  out << file.string() << ": " << analysis.faces.size() << (analysis.faces.size() == 1 ? " face\n" : " faces\n");
  for (const AnalyzedFace& face : analysis.faces) {
    const cv::Rect2f& box = face.face.box;
    out << fmt::format("  {:5},{:<5} {:4}x{:<4} score {:.2f}  ", cvRound(box.x), cvRound(box.y), cvRound(box.width),
                       cvRound(box.height), face.face.score)
        << mostProbable(face, labels, uncertainBelow) << '\n';
  }
}

/// The images named, and those of the folders named.
template <typename Report> std::vector<fs::path> imagesOf(const std::vector<fs::path>& inputs, const Report& report) {
  std::vector<fs::path> files;
  for (const fs::path& input : inputs) {
    std::error_code ignored;
    if (!fs::is_directory(input, ignored)) {
      files.push_back(input);
      continue;
    }
    try {
      const std::vector<fs::path> inside = imagesInFolder(input);
      files.insert(files.end(), inside.begin(), inside.end());
    } catch (const Error& error) {
      report(error);
    }
  }
  return files;
}

} // namespace

void runPredict(const PredictOptions& options, FrameAnalyzer& analyzer, std::ostream& out, std::ostream& problems,
                const std::stop_token& stop) {
  if (!options.annotatedFolder.empty()) {
    makeFolder(options.annotatedFolder);
  }
  const std::vector<std::string> labels = analyzer.info().labels;
  FaceCsv csv(labels, options.uncertainBelow);
  std::size_t failed = 0;
  const auto report = [&](const Error& error) {
    ++failed;
    problems << "mien-cli: " << error.what() << std::endl;
  };
  const std::vector<fs::path> files = imagesOf(options.inputs, report);
  if (files.empty() && failed == 0) {
    throw Error(ErrorKind::NotFound,
                "there is no image in the folders given; check the path (sub-folders are not read)");
  }
  std::set<fs::path> taken;
  std::transform(files.begin(), files.end(), std::inserter(taken, taken.end()), takenName);
  std::size_t done = 0;
  for (const fs::path& file : files) {
    if (stop.stop_requested()) {
      break;
    }
    ++done;
    bool inTable = false;
    try {
      const cv::Mat image = loadImage(file);
      const FrameAnalysis analysis = analyzer.analyze(image, options.faces);
      if (options.json) {
        auto json = faceReportJson(file, analysis, labels, options.uncertainBelow);
        if (!analyzer.info().assumed.empty()) {
          json["assumed"] = assumedJson(analyzer.info());
        }
        out << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << std::endl;
      } else {
        printText(out, file, analysis, labels, options.uncertainBelow);
        out.flush();
      }
      csv.add(file, analysis);
      inTable = true;
      if (!options.annotatedFolder.empty()) {
        savePng(annotate(image, analysis, labels, options.uncertainBelow),
                annotatedName(options.annotatedFolder, file, taken));
      }
    } catch (const Error& error) { // what was found in the others is not lost by it
      report(error);
      if (!inTable) {
        csv.addError(file, error.what());
      }
    }
  }
  if (!options.csvFile.empty() && !files.empty()) {
    csv.write(options.csvFile);
  }
  if (failed > 0) {
    throw Error(ErrorKind::BadData, std::to_string(failed) + " of the inputs failed; see above");
  }
  if (done < files.size()) {
    problems << "mien-cli: stopped after " << done << " of " << files.size() << " images" << std::endl;
  }
}

} // namespace mien::cli
