#pragma once

#include "core/session/frame_result.h"
#include "core/session/session_files.h"

#include <filesystem>
#include <memory>
#include <optional>
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

/// Records a live session. session.csv: the table of session_table.h, a row a face and analysed frame; frames and times
/// are counted from the first one recorded. session.json: source, model, start, size of the pictures, duration, frames
/// and, for each face, its time span, mean probabilities and share of frames a label. session.mp4: the frames with
/// boxes and names, at an even rate; of a pause of the source it shows the first ten seconds or so, and the summary
/// says what it leaves out. The table grows as ".part" and is renamed by finish(); rows reach the disk every second.
/// The summary is written with the first frame too, and says that the session was cut short until finish() knows
/// better. A full disk throws Error (DiskFull) once, saying so; the rows written until then are whole and finish()
/// keeps them. The video is encoded by a thread of its own; frames that it has no time for are left out, their place is
/// filled by their neighbours. add() and finish() may be called by any one thread at a time.
class SessionRecorder {
public:
  /// Throws Error (BadArgument: a session is there already; Io; DiskFull).
  explicit SessionRecorder(const RecorderOptions& options);
  ~SessionRecorder(); ///< finishes, without a word about failures
  SessionRecorder(const SessionRecorder&) = delete;
  SessionRecorder& operator=(const SessionRecorder&) = delete;

  /// Throws Error (DiskFull, Io); after that nothing more is taken in.
  void add(const std::shared_ptr<const TimedFrame>& frame, const std::shared_ptr<const FrameResult>& result);

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

} // namespace mien
