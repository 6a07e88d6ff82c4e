#include "ui/pages/live/replay_pictures.h"

#include "core/common/error.h"
#include "core/live/frame_source.h"
#include "core/session/session_files.h"
#include "ui/support/text.h"
#include "ui/support/worker.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mien::ui {

namespace {

constexpr double kFar = 2; ///< s that are skipped rather than read

/// Reads on where it can: decoders are quicker at that than at going elsewhere.
class PictureReader {
public:
  explicit PictureReader(const std::filesystem::path& file) {
    m_spec.kind = SourceSpec::Kind::Video;
    m_spec.location = file.string();
    rewind();
  }

  /// The picture at `seconds`, or the last one before it; empty when there is none.
  cv::Mat at(double seconds, const std::stop_token& stop) {
    auto wanted = static_cast<std::int64_t>(std::floor(seconds * m_fps + 1e-6));
    if (m_source->frameCount() > 0) {
      wanted = std::min(wanted, m_source->frameCount() - 1);
    }
    if (wanted < m_place || static_cast<double>(wanted - m_place) > kFar * m_fps) {
      if (m_source->seek(wanted)) {
        m_place = wanted - 1;
      } else {
        rewind();
      }
    }
    while (m_place < wanted && !stop.stop_requested()) {
      FrameRead next = m_source->read();
      if (next.status != FrameRead::Status::Frame) {
        break;
      }
      m_picture = std::move(next.image);
      ++m_place;
    }
    return m_picture;
  }

private:
  void rewind() {
    m_source = openSource(m_spec);
    m_fps = m_source->fps() > 0 ? m_source->fps() : 25;
    m_place = -1;
  }

  SourceSpec m_spec;
  std::unique_ptr<FrameSource> m_source;
  double m_fps = 25;
  std::int64_t m_place = -1; ///< number of m_picture
  cv::Mat m_picture;
};

} // namespace

ReplayPictures::~ReplayPictures() { close(); }

bool ReplayPictures::open(const QString& folder) {
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

void ReplayPictures::close() {
  m_thread = {};
  m_wish.reset();
  ++m_opened;
}

void ReplayPictures::show(double seconds) {
  {
    const std::lock_guard lock(m_mutex);
    m_wish = seconds;
  }
  m_changed.notify_all();
}

std::optional<double> ReplayPictures::nextWish(const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, stop, [this] { return m_wish.has_value(); });
  return stop.stop_requested() ? std::nullopt : std::exchange(m_wish, std::nullopt);
}

template <class Answer> void ReplayPictures::deliver(Answer answer) {
  QMetaObject::invokeMethod(
      this,
      [this, opened = m_opened, answer = std::move(answer)] { // m_opened does not change while the thread runs
        if (opened == m_opened) {
          answer();
        }
      },
      Qt::QueuedConnection);
}

void ReplayPictures::read(const std::stop_token& stop, const std::filesystem::path& file) {
  PictureReader reader(file);
  std::uint64_t number = 0;
  while (const std::optional<double> wish = nextWish(stop)) {
    auto frame = std::make_shared<LiveFrame>();
    frame->number = ++number;
    frame->seconds = *wish;
    frame->image = reader.at(*wish, stop);
    if (!frame->image.empty()) {
      deliver([this, frame] { emit found(frame); });
    } else if (!stop.stop_requested()) {
      throw Error(ErrorKind::BadData, tr("There is no picture in %1. Replay the recording without its video: move that "
                                         "file elsewhere.")
                                          .arg(toQt(file))
                                          .toStdString());
    }
  }
}

} // namespace mien::ui
