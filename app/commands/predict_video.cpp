#include "app/commands/predict_video.h"

#include "app/commands/output_check.h"
#include "app/commands/top_labels.h"
#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "core/common/make_folder.h"
#include "core/live/annotated_video.h"
#include "core/live/session_statistics.h"
#include "core/live/session_table.h"
#include "core/live/video_analysis.h"
#include "core/live/video_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <ostream>
#include <utility>

namespace mien::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kEnough = std::size_t{256} * 1024; // bytes of CSV between two writes

/// The line on the terminal, ten times a second at most.
class ProgressLine {
public:
  ProgressLine(std::ostream& stream, bool shown) : m_stream(stream), m_shown(shown) {}
  ~ProgressLine() {
    if (m_any) {
      m_stream << "\r\033[K" << std::flush;
    }
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const VideoProgress& progress) {
    const auto now = Clock::now();
    if (!m_shown || (m_any && now - m_at < std::chrono::milliseconds(100))) {
      return;
    }
    m_any = true;
    m_at = now;
    m_stream << fmt::format("\ranalysing frame {} of {}, {:.1f} frames/s  ", progress.done, progress.total,
                            progress.framesPerSecond)
             << std::flush;
  }

private:
  std::ostream& m_stream;
  bool m_shown;
  bool m_any = false;
  Clock::time_point m_at;
};

void printFace(std::ostream& out, int id, const SessionStatistics::FaceTotals& face,
               const std::vector<std::string>& labels) {
  out << fmt::format("  face {}: {:.1f}-{:.1f} s, {} frames: ", id, face.first, face.last, face.frames)
      << topLabels(face.meanProbabilities, labels) << '\n';
}

/// The annotated copy, from its first frame on.
class AnnotatedCopy {
public:
  AnnotatedCopy(const PredictVideoOptions& options, const std::vector<std::string>& labels)
      : m_options(options), m_labels(labels),
        m_target(CopyTargets(options.annotatedFolder, {&options.file, 1}, options.force)
                     .next(options.file, "-annotated.mp4")) {
    makeFolder(options.annotatedFolder);
  }

  /// After a failure the copy is given up; the analysis goes on without it.
  void add(const LiveFrame& frame, const LiveResult& result, double fps) {
    if (m_failure) {
      return;
    }
    try {
      if (!m_video) {
        m_video.emplace(m_target, fps, m_labels, m_options.uncertainBelow);
      }
      m_video->add(frame.image, result.faces);
    } catch (const Error&) {
      m_failure = std::current_exception();
      m_video.reset();
    }
  }

  /// Throws Error when there is no whole copy.
  void finish() {
    if (m_failure) {
      std::rethrow_exception(m_failure);
    }
    if (m_video) {
      m_video->finish(m_options.file);
    }
  }

private:
  const PredictVideoOptions& m_options;
  const std::vector<std::string>& m_labels;
  std::filesystem::path m_target;
  std::optional<AnnotatedVideo> m_video;
  std::exception_ptr m_failure;
};

void printVideo(std::ostream& out, const std::filesystem::path& file, const VideoAnalysis& analysis,
                const SessionStatistics& statistics, const std::vector<std::string>& labels) {
  out << file.string() << ": " << analysis.frames << " frames" << (analysis.stopped ? " (stopped)" : "") << ", "
      << statistics.faceCount() << (statistics.faceCount() == 1 ? " face\n" : " faces\n");
  for (const auto& [id, face] : statistics.faces()) {
    printFace(out, id, face, labels);
  }
}

} // namespace

void runPredictVideo(const PredictVideoOptions& options, FaceDetector& detector, Classifier& classifier,
                     std::ostream& out, std::ostream& problems, std::stop_token stop) {
  const std::vector<std::string>& labels = classifier.info().labels;
  std::optional<AnnotatedCopy> copy;
  if (!options.annotatedFolder.empty()) {
    copy.emplace(options, labels);
  }
  std::optional<AtomicFile> csv;
  std::string rows;
  if (!options.csvFile.empty()) {
    requireNoInput(options.csvFile, {&options.file, 1}, "--csv");
    requireReplaceable(options.csvFile, options.force, "--csv");
    csv.emplace(options.csvFile);
    rows = sessionHeader(labels);
  }
  LiveOptions analysisOptions;
  analysisOptions.minFaceSide = options.minFaceSide;
  SessionStatistics statistics(labels);
  VideoAnalysis analysis;
  {
    ProgressLine line(problems, options.progress);
    analysis = analyzeVideo(
        options.file, detector, classifier, analysisOptions,
        [&](const VideoProgress& progress, const auto& frame, const std::shared_ptr<const LiveResult>& result) {
          statistics.add(result->seconds, result->faces);
          if (csv) {
            rows += sessionRows(result->seconds, result->faces);
            if (rows.size() > kEnough) {
              csv->write(std::exchange(rows, {}));
            }
          }
          if (copy) {
            copy->add(*frame, *result, progress.fps);
          }
          line.show(progress);
        },
        std::move(stop));
  }
  if (csv) {
    csv->write(rows);
    csv->commit();
  }
  if (endsEarly(analysis)) {
    problems << "mien-cli: warning: " << options.file.string() << " is damaged: after " << analysis.frames << " of "
             << analysis.stated << " frames nothing more can be read" << std::endl;
  }
  if (options.json) {
    const auto json = videoReportJson(options.file, analysis, statistics);
    out << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << std::endl;
  } else {
    printVideo(out, options.file, analysis, statistics, labels);
  }
  if (copy) {
    copy->finish();
  }
}

} // namespace mien::cli
