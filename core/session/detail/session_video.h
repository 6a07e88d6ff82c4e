#pragma once

#include "core/common/time_interval.h"
#include "core/session/frame_result.h"
#include "core/video/video_writer.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace mien::detail {

/// Writes the annotated video of a session on a thread of its own, at an even rate: each slot of 1/fps s shows the
/// newest frame of its time. add() does not wait for the encoder: when it is too slow, frames are left out. The file
/// is that of VideoWriter.
class SessionVideo {
public:
  SessionVideo(const std::filesystem::path& target, std::vector<std::string> labels, double fps,
               std::optional<double> uncertainBelow = {});
  ~SessionVideo();
  SessionVideo(const SessionVideo&) = delete;
  SessionVideo& operator=(const SessionVideo&) = delete;

  /// Throws Error (DiskFull, Io) when the encoder has failed since.
  void add(double seconds, std::shared_ptr<const TimedFrame> frame, std::vector<FaceResult> faces);

  /// Waits for the encoder. Throws Error (DiskFull, Io); the frames encoded until then are kept.
  void finish();
  [[nodiscard]] const std::vector<TimeInterval>& skips() const { return m_skips; } ///< after finish()

private:
  struct Item {
    double seconds = 0;
    std::shared_ptr<const TimedFrame> frame;
    std::vector<FaceResult> faces;
  };
  void encode();
  void encodeAll();

  std::vector<std::string> m_labels;
  std::optional<double> m_uncertainBelow;
  double m_fps;
  VideoWriter m_writer;              ///< the thread's until it is joined
  std::vector<TimeInterval> m_skips; ///< the same
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::deque<Item> m_items;
  bool m_ending = false;
  std::exception_ptr m_failure;
  std::jthread m_thread;
};

} // namespace mien::detail
