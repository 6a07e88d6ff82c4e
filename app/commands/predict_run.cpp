#include "app/commands/predict_run.h"

#include "app/commands/output_check.h"
#include "app/commands/top_labels.h"
#include "core/common/error.h"
#include "core/common/make_folder.h"
#include "core/common/output_mark.h"
#include "core/common/text/shown_text.h"
#include "core/face/annotate.h"
#include "core/face/face_report.h"
#include "core/face/image_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <ostream>

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

/// The images of a folder, without the copies that an earlier run has put beside them.
std::vector<fs::path> imagesInside(const fs::path& folder, std::ostream& problems) {
  std::vector<fs::path> files = imagesInFolder(folder);
  if (const std::size_t copies = std::erase_if(files, isAnnotatedCopy); copies > 0) {
    problems << "mien-cli: left out " << copies << (copies == 1 ? " annotated copy" : " annotated copies")
             << " of Mien's in '" << shownPath(folder) << "'" << std::endl;
  }
  return files;
}

/// The images named, and those of the folders named.
template <typename Report>
std::vector<fs::path> imagesOf(const std::vector<fs::path>& inputs, std::ostream& problems, const Report& report) {
  std::vector<fs::path> files;
  for (const fs::path& input : inputs) {
    std::error_code ignored;
    if (!fs::is_directory(input, ignored)) {
      files.push_back(input);
      continue;
    }
    try {
      const std::vector<fs::path> inside = imagesInside(input, problems);
      files.insert(files.end(), inside.begin(), inside.end());
    } catch (const Error& error) {
      report(error);
    }
  }
  return files;
}

/// Where the copy of each file goes; none where none is wanted.
std::vector<fs::path> copiesOf(const std::vector<fs::path>& files, const PredictOptions& options) {
  std::vector<fs::path> copies(files.size());
  if (!options.annotatedFolder.empty()) {
    CopyTargets targets(options.annotatedFolder, files, options.force);
    for (std::size_t i = 0; i < files.size(); ++i) {
      copies[i] = targets.next(files[i], ".png");
    }
  }
  return copies;
}

} // namespace

void runPredict(const PredictOptions& options, FrameAnalyzer& analyzer, std::ostream& out, std::ostream& problems,
                const std::stop_token& stop) {
  const std::vector<std::string> labels = analyzer.info().labels;
  FaceCsv csv(labels, options.uncertainBelow);
  std::size_t failed = 0;
  const auto report = [&](const Error& error) {
    ++failed;
    problems << "mien-cli: " << error.what() << std::endl;
  };
  const std::vector<fs::path> files = imagesOf(options.inputs, problems, report);
  if (files.empty() && failed == 0) {
    throw Error(ErrorKind::NotFound,
                "there is no image in the folders given; check the path (sub-folders are not read)");
  }
  if (!options.csvFile.empty()) {
    requireNoInput(options.csvFile, files, "--csv");
    requireReplaceable(options.csvFile, options.force, "--csv");
  }
  const std::vector<fs::path> copies = copiesOf(files, options);
  if (!options.annotatedFolder.empty()) {
    makeFolder(options.annotatedFolder);
  }
  std::size_t done = 0;
  for (const fs::path& file : files) {
    if (stop.stop_requested()) {
      break;
    }
    const fs::path& copy = copies[done++];
    bool inTable = false;
    try {
      const cv::Mat image = loadImage(file);
      const FrameAnalysis analysis = analyzer.analyze(image, options.faces);
      if (options.json) {
        const auto json = faceReportJson(file, analysis, labels, options.uncertainBelow);
        out << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << std::endl;
      } else {
        printText(out, file, analysis, labels, options.uncertainBelow);
        out.flush();
      }
      if (!out && options.csvFile.empty() && copy.empty()) {
        return; // nobody hears it any more; the exit status tells
      }
      csv.add(file, analysis);
      inTable = true;
      if (!copy.empty()) {
        saveAnnotatedPng(annotate(image, analysis, labels, options.uncertainBelow), copy, file);
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
