#include "app/commands/predict/predict_video.h"

#include "app/commands/options/model_options.h"
#include "app/commands/predict/predict_csv.h"
#include "app/commands/predict/top_labels.h"
#include "core/common/error.h"
#include "core/common/text/json_text.h"
#include "core/common/text/shown_text.h"
#include "core/common/throttle.h"
#include "core/live/video_analysis.h"
#include "core/live/video_report.h"
#include "core/session/annotated_video.h"
#include "core/session/session_statistics.h"
#include "core/video/unreadable_parts.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace mien::cli {

namespace {

/// The line on the terminal, ten times a second at most.
class ProgressLine {
public:
  ProgressLine(std::ostream& stream, bool shown, std::string start)
      : m_stream(stream), m_shown(shown), m_start(std::move(start)) {}
  ~ProgressLine() {
    if (m_any) {
      m_stream << "\r\033[K" << std::flush;
    }
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const VideoProgress& progress) {
    if (!m_shown || !m_throttle.due()) {
      return;
    }
    m_any = true;
    m_stream << fmt::format("\r{}analysing frame {} of {}, {:.1f} frames/s  ", m_start, progress.done, progress.total,
                            progress.framesPerSecond)
             << std::flush;
  }

private:
  std::ostream& m_stream;
  bool m_shown;
  std::string m_start;
  bool m_any = false;
  Throttle m_throttle{std::chrono::milliseconds(100)};
};

void printFace(std::ostream& out, int id, const SessionStatistics::FaceTotals& face,
               const std::vector<std::string>& labels) {
  out << fmt::format("  face {}: {:.1f}-{:.1f} s, {} frames: ", id, face.first, face.until, face.frames)
      << topLabels(face.meanProbabilities, labels) << '\n';
}

/// The annotated copy, from its first frame on.
class AnnotatedCopy {
public:
  AnnotatedCopy(const PredictVideoOptions& options, const std::vector<std::string>& labels)
      : m_options(options), m_labels(labels) {}

  /// After a failure the copy is given up; the analysis goes on without it.
  void add(const TimedFrame& frame, const FrameResult& result, double fps) {
    if (m_failure) {
      return;
    }
    try {
      if (!m_video) {
        m_video.emplace(m_options.copy, m_options.file, fps, m_labels, m_options.uncertainBelow);
      }
      m_video->add(frame.image, frame.seconds, result.faces);
    } catch (const Error&) {
      m_failure = std::current_exception();
      m_video.reset();
    }
  }

  /// Throws Error when there is no whole copy. What the copy lacks is said on `problems`.
  void finish(std::ostream& problems) {
    if (m_failure) {
      std::rethrow_exception(m_failure);
    }
    if (m_video) {
      m_video->finish();
      if (const std::string problem = m_video->audioProblem(); !problem.empty()) {
        problems << "mien-cli: warning: " << problem << std::endl;
      }
    }
  }

private:
  const PredictVideoOptions& m_options;
  const std::vector<std::string>& m_labels;
  std::optional<AnnotatedVideo> m_video;
  std::exception_ptr m_failure;
};

/// One call of runPredictVideo().
class VideoRun {
public:
  VideoRun(const PredictVideoOptions& options, const ModelInfo& model, std::ostream& out, std::ostream& problems)
      : m_options(options), m_model(model), m_out(out), m_problems(problems), m_statistics(model.labels) {
    if (!options.copy.empty()) {
      m_copy.emplace(options, model.labels);
    }
  }

  void analyse(FaceDetector& detector, Classifier& classifier, std::stop_token stop) {
    LiveOptions options;
    options.minFaceSide = m_options.minFaceSide;
    options.smoothingSeconds = m_options.smoothingSeconds;
    ProgressLine line(m_problems, m_options.progress, m_options.position);
    m_analysis = analyzeVideo(
        m_options.file, detector, classifier, options,
        [&](const VideoProgress& progress, const auto& frame, const std::shared_ptr<const FrameResult>& result) {
          m_fps = progress.fps;
          m_statistics.add(result->seconds, result->faces);
          if (m_options.csv != nullptr) {
            m_options.csv->add(m_options.file, *result);
          }
          if (m_copy) {
            m_copy->add(*frame, *result, progress.fps);
          }
          line.show(progress);
        },
        std::move(stop));
  }

  void tell() {
    if (!m_analysis.unreadable.empty()) {
      const std::string text = unreadableText(m_analysis.unreadable);
      m_problems << "mien-cli: warning: " << shownPath(m_options.file) << ": " << text << std::endl;
      if (m_options.csv != nullptr) {
        m_options.csv->addError(m_options.file, text);
      }
    }
    print({});
    if (m_copy) {
      m_copy->finish(m_problems);
    }
  }

  /// Of an analysis that came no farther.
  void tellFailure(const std::string& error) {
    if (m_options.csv != nullptr && !m_options.csv->failed()) {
      m_options.csv->addError(m_options.file, error);
    }
    if (m_statistics.frames() > 0) {
      m_analysis.frames = static_cast<std::int64_t>(m_statistics.frames());
      m_analysis.fps = m_fps;
      m_analysis.stopped = true;
      print(error);
    }
  }

private:
  void print(const std::string& error) {
    if (m_options.json) {
      auto json = videoReportJson(m_options.file, m_analysis, m_statistics);
      if (!m_model.assumed.empty()) {
        json["assumed"] = assumedJson(m_model);
      }
      if (!error.empty()) {
        json["error"] = error;
      }
      m_out << jsonText(json) << std::endl;
      return;
    }
    m_out << shownPath(m_options.file) << ": " << m_analysis.frames << " frames"
          << (m_analysis.stopped ? " (stopped)" : "") << ", " << m_statistics.faceCount()
          << (m_statistics.faceCount() == 1 ? " face\n" : " faces\n");
    for (const auto& [id, face] : m_statistics.faces()) {
      printFace(m_out, id, face, m_model.labels);
    }
    m_out.flush();
  }

  const PredictVideoOptions& m_options;
  const ModelInfo& m_model;
  std::ostream& m_out;
  std::ostream& m_problems;
  SessionStatistics m_statistics;
  VideoAnalysis m_analysis;
  double m_fps = 0;
  std::optional<AnnotatedCopy> m_copy;
};

} // namespace

void runPredictVideo(const PredictVideoOptions& options, FaceDetector& detector, Classifier& classifier,
                     std::ostream& out, std::ostream& problems, std::stop_token stop) {
  VideoRun run(options, classifier.info(), out, problems);
  try {
    run.analyse(detector, classifier, std::move(stop));
  } catch (const std::exception& error) {
    run.tellFailure(error.what());
    throw;
  }
  run.tell();
}

} // namespace mien::cli
