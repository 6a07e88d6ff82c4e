#include "ui/live/replay/replay_video.h"

#include "core/common/error.h"
#include "core/session/session_files.h"
#include "core/video/video_frames.h"
#include "ui/async/worker.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"

#include <utility>

namespace mien::ui {

ReplayVideo::~ReplayVideo() { close(); }

bool ReplayVideo::open(const QString& folder) {
  close();
  const std::filesystem::path file = toPath(folder) / SessionFiles::kVideo;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) {
    return false;
  }
  m_thread = std::jthread([this, file](const std::stop_token& stop) {
    try {
      read(stop, file);
    } catch (...) {
      deliver([this, text = errorText(std::current_exception())] { emit failed(text); });
    }
  });
  return true;
}

void ReplayVideo::close() {
  m_thread = {};
  m_request.reset();
  ++m_opened;
}

void ReplayVideo::show(double seconds) {
  {
    const std::lock_guard lock(m_mutex);
    m_request = seconds;
  }
  m_changed.notify_all();
}

std::optional<double> ReplayVideo::nextRequest(const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, stop, [this] { return m_request.has_value(); });
  return stop.stop_requested() ? std::nullopt : std::exchange(m_request, std::nullopt);
}

template <class Answer> void ReplayVideo::deliver(Answer answer) {
  QMetaObject::invokeMethod(
      this,
      [this, opened = m_opened, answer = std::move(answer)] { // m_opened does not change while the thread runs
        if (opened == m_opened) {
          answer();
        }
      },
      Qt::QueuedConnection);
}

void ReplayVideo::read(const std::stop_token& stop, const std::filesystem::path& file) {
  VideoFrames frames(file);
  std::uint64_t number = 0;
  while (const std::optional<double> wish = nextRequest(stop)) {
    auto frame = std::make_shared<TimedFrame>();
    frame->number = ++number;
    frame->seconds = *wish;
    bool told = false;
    const auto tell = [this, &told](double share) {
      told = true;
      deliver([this, share] { emit indexing(share); });
    };
    if (std::optional<VideoFrame> picture = frames.at(*wish, stop, tell)) {
      frame->image = std::move(picture->image);
    }
    if (told) {
      tell(1);
    }
    if (!frame->image.empty()) {
      deliver([this, frame] { emit found(frame); });
    } else if (!stop.stop_requested()) {
      throw Error(
          ErrorKind::BadData,
          Message("There is no picture in {file}. Replay the recording without its video: move that file elsewhere.",
                  {{"file", pathText(file).toStdString()}}));
    }
  }
}

} // namespace mien::ui
