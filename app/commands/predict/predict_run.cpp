#include "app/commands/predict/predict_run.h"

#include "app/commands/options/model_options.h"
#include "app/commands/options/output_check.h"
#include "app/commands/predict/picture_notes.h"
#include "app/commands/predict/predict_csv.h"
#include "app/commands/predict/predict_video.h"
#include "app/commands/predict/top_labels.h"
#include "core/common/error.h"
#include "core/common/files/growing_file.h"
#include "core/common/files/make_folder.h"
#include "core/common/text/json_text.h"
#include "core/common/text/shown_text.h"
#include "core/face/annotation/annotate.h"
#include "core/face/annotation/image_file.h"
#include "core/face/face_report.h"
#include "core/face/uncertainty.h"
#include "core/picture/input_files.h"
#include "core/picture/picture.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <exception>
#include <ostream>
#include <string>
#include <utility>

namespace mien::cli {

namespace fs = std::filesystem;

namespace {

std::string mostProbable(const AnalyzedFace& face, const std::vector<std::string>& labels,
                         std::optional<double> uncertainBelow) {
  const std::string text = topLabels({face.probabilities.begin(), face.probabilities.end()}, labels);
  return isUncertain(face.probabilities, face.label, uncertainBelow) ? "uncertain: " + text : text;
}

void printText(std::ostream& out, const fs::path& file, const ImageAnalysis& analysis,
               const std::vector<std::string>& labels, std::optional<double> uncertainBelow) {
  if (analysis.faces.empty()) {
    out << shownPath(file) << ": no face found\n";
    return;
  }
  if (analysis.whole) {
    out << shownPath(file) << ": already cropped: " << mostProbable(analysis.faces.front(), labels, uncertainBelow)
        << '\n';
    return;
  }
  out << shownPath(file) << ": " << analysis.faces.size() << (analysis.faces.size() == 1 ? " face\n" : " faces\n");
  for (const AnalyzedFace& face : analysis.faces) {
    const cv::Rect2f& box = face.face.box;
    out << fmt::format("  {:5},{:<5} {:4}x{:<4} score {:.2f}  ", cvRound(box.x), cvRound(box.y), cvRound(box.width),
                       cvRound(box.height), face.face.score)
        << mostProbable(face, labels, uncertainBelow) << '\n';
  }
}

/// One call of runPredict().
class Run {
public:
  Run(const PredictOptions& options, ImageAnalyzer& analyzer, std::ostream& out, std::ostream& problems,
      std::stop_token stop)
      : m_options(options), m_analyzer(analyzer), m_labels(analyzer.info().labels), m_out(out), m_problems(problems),
        m_stop(std::move(stop)) {}

  void all() {
    const InputFiles inputs = collect();
    if (inputs.stopped) {
      m_problems << "mien-cli: stopped while the folders were listed" << std::endl;
      return;
    }
    std::error_code ignored;
    const bool fresh = !m_options.annotatedFolder.empty() && !fs::exists(m_options.annotatedFolder, ignored);
    if (!m_options.annotatedFolder.empty()) {
      makeFolder(m_options.annotatedFolder); // first: the table may go into it
    }
    std::vector<fs::path> copies;
    try {
      copies = targets(inputs.files);
    } catch (const Error&) {
      if (fresh) {
        fs::remove(m_options.annotatedFolder, ignored); // only while it is empty
      }
      throw;
    }
    if (!m_options.csvFile.empty()) {
      const bool videos = std::ranges::any_of(inputs.files, &InputFile::video);
      m_csv.emplace(m_options.csvFile, m_labels, videos, m_options.uncertainBelow);
    }
    const std::size_t count = inputs.files.size();
    std::size_t done = 0;
    for (const InputFile& file : inputs.files) {
      if (m_stop.stop_requested() || outputClosed()) {
        break;
      }
      attempt(file, copies[done], count > 1 ? fmt::format("[{}/{}] ", done + 1, count) : "");
      ++done;
    }
    if (m_csv) {
      m_csv->finish();
    }
    if (done < count && m_stop.stop_requested()) {
      m_problems << "mien-cli: stopped after " << done << " of " << count << " files" << std::endl;
    }
    if (m_failed > 0) {
      throw Error(m_kind, Message("{failed} of the inputs failed; see above", {{"failed", m_failed}}));
    }
  }

private:
  InputFiles collect() {
    InputFiles inputs = inputFiles(m_options.inputs, m_options.annotatedFolder, m_stop);
    for (const Message& problem : inputs.problems) {
      report(Error(ErrorKind::BadData, problem));
    }
    if (inputs.stopped) {
      return inputs;
    }
    const std::string skipped = inputs.skipped.text();
    if (inputs.files.empty()) {
      throw Error(
          m_failed > 0 ? ErrorKind::BadData : ErrorKind::NotFound,
          Message("there is no picture and no video in the folders given{skipped}; check the path",
                  {{"skipped", skipped.empty() ? Message("") : Message(" ({skipped})", {{"skipped", skipped}})}}));
    }
    if (!skipped.empty()) {
      m_problems << "mien-cli: in the folders: " << skipped << std::endl;
    }
    if (m_options.faces == FaceMode::Whole && std::ranges::all_of(inputs.files, &InputFile::video)) {
      throw Error(ErrorKind::BadArgument, Message("--faces whole is for images; leave it out for a video"));
    }
    return inputs;
  }

  /// Where the copy of each file goes, none where none is wanted. Nothing foreign is replaced, see output_check.h.
  [[nodiscard]] std::vector<fs::path> targets(const std::vector<InputFile>& files) const {
    std::vector<fs::path> paths(files.size());
    std::ranges::transform(files, paths.begin(), &InputFile::path);
    if (!m_options.csvFile.empty()) {
      requirePlace(m_options.csvFile, "--csv");
      requireNoInput(m_options.csvFile, paths, "--csv");
      requireReplaceable(m_options.csvFile, m_options.force, "--csv");
      paths.push_back(m_options.csvFile); // no copy may take its name
      paths.push_back(fs::path(m_options.csvFile) += kPartSuffix);
    }
    std::vector<fs::path> copies(files.size());
    if (!m_options.annotatedFolder.empty()) {
      CopyTargets names(m_options.annotatedFolder, paths, m_options.force);
      std::ranges::transform(files, copies.begin(), [&](const InputFile& file) {
        return names.next(file.path, file.video ? "-annotated.mp4" : ".png");
      });
    }
    return copies;
  }

  /// The standard output is closed, and nothing else is written; the exit status tells.
  [[nodiscard]] bool outputClosed() const { return !m_out && !m_csv && m_options.annotatedFolder.empty(); }

  void attempt(const InputFile& file, const fs::path& copy, const std::string& position) {
    try {
      if (file.video) {
        video(file.path, copy, position);
      } else {
        picture(file.path, copy);
      }
    } catch (const Error& error) { // what was found in the others is not lost by it
      rethrowIfTableFailed();
      report(error);
    } catch (const std::exception& error) { // of a library
      rethrowIfTableFailed();
      report(Error(ErrorKind::Internal, Message("{file} cannot be analysed: {reason}",
                                                {{"file", shownPath(file.path)}, {"reason", error.what()}})));
    }
  }

  /// Called while an exception is handled.
  void rethrowIfTableFailed() {
    if (m_csv && m_csv->failed()) {
      try {
        m_csv->finish();
      } catch (const Error&) { // no news
      }
      throw;
    }
  }

  void picture(const fs::path& file, const fs::path& copy) {
    bool inTable = false;
    try {
      const Picture picture = loadPicture(file);
      const cv::Mat& image = picture.image;
      printNotes(m_problems, file, picture.notes);
      const ImageAnalysis analysis =
          showsNothing(picture.notes) ? ImageAnalysis() : m_analyzer.analyze(image, m_options.faces);
      if (m_options.json) {
        auto json = faceReportJson(file, analysis, m_labels, m_options.uncertainBelow);
        addNotes(json, picture.notes);
        if (!m_analyzer.info().assumed.empty()) {
          json["assumed"] = assumedJson(m_analyzer.info());
        }
        m_out << jsonText(json) << std::endl;
      } else {
        printText(m_out, file, analysis, m_labels, m_options.uncertainBelow);
        m_out.flush();
      }
      inTable = true;
      if (m_csv) {
        m_csv->add(file, analysis);
      }
      if (!copy.empty()) {
        saveAnnotatedPng(annotate(image, analysis, m_labels, m_options.uncertainBelow), copy, file);
      }
    } catch (const std::exception& error) {
      if (m_csv && !inTable) {
        m_csv->addError(file, error.what());
      }
      throw;
    }
  }

  void video(const fs::path& file, const fs::path& copy, const std::string& position) {
    if (!m_frameDetector) {
      m_frameDetector = m_options.frameDetector();
    }
    PredictVideoOptions options;
    options.file = file;
    options.position = position;
    options.json = m_options.json;
    options.progress = m_options.progress;
    options.minFaceSide = m_options.minFaceSide;
    options.smoothingSeconds = m_options.smoothingSeconds;
    options.csv = m_csv ? &*m_csv : nullptr;
    options.uncertainBelow = m_options.uncertainBelow;
    options.copy = copy;
    runPredictVideo(options, *m_frameDetector, *m_options.frameClassifier, m_out, m_problems, m_stop);
  }

  void report(const Error& error) {
    if (m_failed++ == 0 || isUserError(m_kind)) {
      m_kind = isUserError(error.kind()) ? ErrorKind::BadData : error.kind();
    }
    m_problems << "mien-cli: " << error.what() << std::endl;
  }

  static bool isUserError(ErrorKind kind) {
    return kind == ErrorKind::BadData || kind == ErrorKind::BadArgument || kind == ErrorKind::NotFound;
  }

  const PredictOptions& m_options;
  ImageAnalyzer& m_analyzer;
  const std::vector<std::string> m_labels;
  std::ostream& m_out;
  std::ostream& m_problems;
  std::stop_token m_stop;
  std::unique_ptr<FaceDetector> m_frameDetector;
  std::optional<PredictCsv> m_csv;
  std::size_t m_failed = 0;
  ErrorKind m_kind = ErrorKind::BadData;
};

} // namespace

void runPredict(const PredictOptions& options, ImageAnalyzer& analyzer, std::ostream& out, std::ostream& problems,
                const std::stop_token& stop) {
  Run(options, analyzer, out, problems, stop).all();
}

} // namespace mien::cli
