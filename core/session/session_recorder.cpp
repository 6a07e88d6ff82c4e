#include "core/session/session_recorder.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/growing_file.h"
#include "core/common/files/make_folder.h"
#include "core/common/text/json_text.h"
#include "core/common/text/shown_text.h"
#include "core/session/detail/session_video.h"
#include "core/session/session_statistics.h"
#include "core/session/session_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>

namespace mien {

namespace {

namespace fs = std::filesystem;

fs::path freshFolder(const fs::path& folder) {
  makeFolder(folder);
  std::error_code error;
  const std::string part = std::string(SessionFiles::kTable) + kPartSuffix;
  const std::array<std::string, 4> names{SessionFiles::kTable, part, SessionFiles::kSummary, SessionFiles::kVideo};
  if (std::any_of(names.begin(), names.end(), [&](const auto& name) { return fs::exists(folder / name, error); })) {
    throw Error(ErrorKind::BadArgument, Message("There is a recording in '{folder}' already. Choose another folder.",
                                                {{"folder", shownPath(folder)}}));
  }
  return folder;
}

/// "2026-11-24T18:05:00+01:00"
std::string localTime(std::chrono::system_clock::time_point time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  localtime_r(&seconds, &parts);
  std::array<char, 40> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S%z", &parts);
  std::string stamp = text.data();
  return stamp.insert(stamp.size() - 2, ":");
}

} // namespace

class SessionRecorder::Impl {
public:
  explicit Impl(RecorderOptions given)
      : options(std::move(given)), folder(freshFolder(options.folder)), table(folder / SessionFiles::kTable),
        statistics(options.labels) {
    table.append(sessionHeader(options.labels));
    table.flush();
    if (options.video) {
      video.emplace(folder / SessionFiles::kVideo, options.labels, options.videoFps, options.uncertainBelow);
    }
  }

  RecorderOptions options;
  fs::path folder;
  GrowingFile table;
  SessionStatistics statistics;
  std::optional<detail::SessionVideo> video;
  std::optional<double> firstSeconds;
  std::uint64_t firstFrame = 0;
  cv::Size size; ///< of the first picture
  std::chrono::system_clock::time_point startedAt = std::chrono::system_clock::now();
  std::chrono::steady_clock::time_point flushedAt = std::chrono::steady_clock::now();
  bool failed = false;
  bool finished = false;
  mutable std::mutex mutex; ///< for summary
  Summary summary;

  void add(const std::shared_ptr<const TimedFrame>& frame, const FrameResult& result) {
    if (!firstSeconds) {
      firstSeconds = result.seconds;
      firstFrame = result.frame;
      size = result.size;
      writeFileAtomically(folder / SessionFiles::kSummary, summaryText(true)); // for the case that nothing follows it
    }
    const double seconds = result.seconds - *firstSeconds;
    table.append(sessionRows(result.frame - firstFrame, seconds, result.faces, options.labels));
    const auto now = std::chrono::steady_clock::now();
    if (now - flushedAt > std::chrono::seconds(1)) {
      flushedAt = now;
      table.flush();
    }
    statistics.add(seconds, result.faces);
    {
      const std::lock_guard lock(mutex);
      summary.seconds = seconds;
      ++summary.frames;
      summary.faces = statistics.faceCount();
    }
    if (video && frame) {
      video->add(seconds, frame, result.faces); // last: when it throws, the table has the frame
    }
  }

  [[nodiscard]] std::string summaryText(bool cutShort) const {
    nlohmann::ordered_json json{{"source", options.source},
                                {"model", options.model},
                                {"started", localTime(startedAt)},
                                {"cut_short", cutShort}};
    if (!size.empty()) {
      json["width"] = size.width;
      json["height"] = size.height;
    }
    if (video && !video->skips().empty()) {
      for (const TimeInterval& skip : video->skips()) {
        json["video_skips"].push_back({{"from", skip.from}, {"to", skip.to}});
      }
    }
    json.update(statistics.json());
    // Paths need not be UTF-8.
    return jsonText(json, 2) + "\n";
  }

  /// Each part is finished whatever becomes of the others; the first failure is reported.
  void finish() {
    std::exception_ptr failure;
    std::vector<fs::path> files;
    const auto part = [&](const fs::path& file, const auto& work) {
      try {
        work();
        if (std::error_code ignored; fs::exists(file, ignored)) { // no video without a frame
          files.push_back(file);
        }
      } catch (const std::exception&) {
        failure = failure ? failure : std::current_exception();
      }
    };
    part(folder / SessionFiles::kTable, [&] { table.finish(); });
    if (video) {
      part(folder / SessionFiles::kVideo, [&] { video->finish(); });
    }
    part(folder / SessionFiles::kSummary,
         [&] { writeFileAtomically(folder / SessionFiles::kSummary, summaryText(failed)); });
    {
      const std::lock_guard lock(mutex);
      summary.files = std::move(files);
    }
    // What add() has thrown already is not news.
    if (failure && !failed) {
      std::rethrow_exception(failure);
    }
  }
};

SessionRecorder::SessionRecorder(const RecorderOptions& options) : m_impl(std::make_unique<Impl>(options)) {}

SessionRecorder::~SessionRecorder() {
  try {
    finish();
  } catch (const std::exception&) { // nobody is left to tell
  }
}

void SessionRecorder::add(const std::shared_ptr<const TimedFrame>& frame,
                          const std::shared_ptr<const FrameResult>& result) {
  if (m_impl->failed || m_impl->finished || !result) {
    return;
  }
  try {
    m_impl->add(frame, *result);
  } catch (const Error&) {
    m_impl->failed = true;
    throw;
  } catch (const std::exception& error) {
    m_impl->failed = true;
    throw Error(ErrorKind::Internal, Message("The recording ends here: {reason}", {{"reason", error.what()}}));
  }
}

SessionRecorder::Summary SessionRecorder::summary() const {
  const std::lock_guard lock(m_impl->mutex);
  return m_impl->summary;
}

SessionRecorder::Summary SessionRecorder::finish() {
  if (!std::exchange(m_impl->finished, true)) {
    m_impl->finish();
  }
  return summary();
}

} // namespace mien
