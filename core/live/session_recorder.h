#pragma once

#include "core/live/live_result.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mien {

struct RecorderOptions {
  std::filesystem::path folder; ///< made when missing; must not hold a session yet
  std::vector<std::string> labels;
  std::string source; ///< for the summary, as the user knows it
  std::string model;  ///< the same
  bool video = false; ///< also the annotated video
  double videoFps = 25;
  std::optional<double> uncertainBelow; ///< faces with a lower top probability are called uncertain in the video
};

/// Names of the files in a session's folder.
struct SessionFiles {
  static constexpr const char* kTable = "session.csv";
  static constexpr const char* kSummary = "session.json";
  static constexpr const char* kVideo = "session.mp4";
};

/// Records a live session. session.csv: time,face,x,y,width,height, then one column a label (smoothed probabilities);
/// one row a face and analysed frame, s from the first frame recorded. A frame without a face has one row with the time
/// alone. session.json: source, model, start, size of the pictures, duration, frames and, for each face, its time span,
/// mean probabilities and share of frames a label. session.mp4: the frames with boxes and names, at an even rate; of a
/// pause of the source it shows the first ten seconds or so, and the summary says what it leaves out. The table grows
/// as ".part" and is renamed by finish(); rows reach the disk every second. The summary is written with the first frame
/// too, and says that the session was cut short until finish() knows better. A full disk throws Error (DiskFull) once,
/// saying so; the rows written until then are whole and finish() keeps them. The video is encoded by a thread of its
/// own; frames that it has no time for are left out, their place is filled by their neighbours. add() and finish() may
/// be called by any one thread at a time.
class SessionRecorder {
public:
  /// Throws Error (BadArgument: a session is there already; Io; DiskFull).
  explicit SessionRecorder(const RecorderOptions& options);
  ~SessionRecorder(); ///< finishes, without a word about failures
  SessionRecorder(const SessionRecorder&) = delete;
  SessionRecorder& operator=(const SessionRecorder&) = delete;

  /// Throws Error (DiskFull, Io); after that nothing more is taken in.
  void add(const std::shared_ptr<const LiveFrame>& frame, const std::shared_ptr<const LiveResult>& result);

  struct Summary {
    double seconds = 0;
    std::size_t frames = 0;
    std::size_t faces = 0;
    std::vector<std::filesystem::path> files;
  };
  /// What is recorded so far; any thread.
  [[nodiscard]] Summary summary() const;

  /// Ends the session and puts the files in their places; a second call does nothing. Throws Error (DiskFull, Io).
  Summary finish();

private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

/// A long pause of the source, of which the video shows the beginning only; s of the session.
struct VideoSkip {
  double from = 0;
  double to = 0;
};

struct RecordedSession {
  std::vector<std::string> labels;
  std::vector<LiveResult> results; ///< in time; frame, seconds, size and faces (id, box, label, probabilities) are set
  std::vector<VideoSkip> videoSkips; ///< in time, apart from each other
};

/// The time in a session's video, s, of a time of the session, s from its beginning. What is skipped shows the picture
/// before it.
[[nodiscard]] double videoSeconds(std::span<const VideoSkip> skips, double seconds);

/// Reads a session to replay it: a folder or its session.csv (".part" of a killed session too). The size of the
/// pictures and the pauses left out of the video are those of the session.json beside it, and empty where that does not
/// say. Throws Error (NotFound, BadData)
/// naming the file and line.
[[nodiscard]] RecordedSession readSession(const std::filesystem::path& path);

} // namespace mien
