#include "core/video/video_frames.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/video/detail/frame_decoder.h"
#include "core/video/detail/keyframe_index.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace mien {

namespace {

using detail::FrameTime;

constexpr FrameTime kSame = std::chrono::microseconds(1); // what becomes of a time on its way through a double
constexpr auto kNear = std::chrono::seconds(2);           // read on to rather than jumped to

FrameTime timeOf(double seconds) { return FrameTime(std::llround(std::clamp(seconds, -1.0, 1e9) * 1e9)); }

double secondsOf(FrameTime time) { return std::chrono::duration<double>(time).count(); }

} // namespace

class VideoFrames::Impl {
public:
  explicit Impl(std::filesystem::path file) : m_file(std::move(file)) { begin(); }

  std::optional<VideoFrame> at(double seconds, const std::stop_token& stop, const Progress& progress) {
    const FrameTime wanted = timeOf(seconds) + kSame;
    const FrameTime reached = m_before.value_or(*m_at);
    if ((wanted < reached && *m_at != m_first) || wanted > *m_at + kNear) {
      if (!index(stop, progress)) {
        return std::nullopt;
      }
      jumpBefore(wanted);
    }
    while (*m_at < wanted - 2 * kSame && advance()) {
      if (stop.stop_requested()) {
        return std::nullopt;
      }
    }
    const bool before = *m_at > wanted && m_before && *m_before <= wanted;
    VideoFrame frame;
    frame.image = before ? m_decoder->pictureBefore() : m_decoder->picture();
    frame.seconds = secondsOf(before ? *m_before : *m_at);
    frame.key = !before && m_decoder->key();
    return frame;
  }

private:
  /// At the first picture.
  void begin() {
    const std::optional<std::int64_t> origin = m_decoder ? std::optional(m_decoder->origin()) : std::nullopt;
    m_decoder = std::make_unique<detail::FrameDecoder>(detail::VideoInput(m_file), shownPath(m_file));
    if (origin) {
      m_decoder->beginAt(*origin);
    }
    m_at.reset();
    m_before.reset();
    if (!advance()) {
      throw Error(ErrorKind::BadData,
                  Message("No picture of '{file}' can be decoded; it is damaged. Get the video again.",
                          {{"file", shownPath(m_file)}}));
    }
    m_first = *m_at;
  }

  bool advance() {
    if (!m_decoder->next()) {
      return false;
    }
    m_before = std::exchange(m_at, m_decoder->time());
    return true;
  }

  bool index(const std::stop_token& stop, const Progress& progress) {
    if (m_indexed) {
      return true;
    }
    if (!m_finder) {
      m_finder = std::make_unique<detail::KeyframeIndexer>(m_file);
    }
    if (!m_finder->run(stop, progress)) {
      return false;
    }
    m_keys = m_finder->take();
    m_finder.reset();
    m_indexed = true;
    return true;
  }

  /// To a picture from which `wanted` can be reached by reading on; where that is where we are, nothing is done.
  void jumpBefore(FrameTime wanted) {
    auto key = std::ranges::upper_bound(
        m_keys, wanted, {}, [this](const detail::KeyframeEntry& point) { return m_decoder->timeOf(point.shown); });
    const auto timeOfKey = [this](auto which) { return m_decoder->timeOf(std::prev(which)->shown); };
    if (*m_at <= wanted && (key == m_keys.begin() || timeOfKey(key) <= *m_at)) {
      return;
    }
    // Some key frames cannot be begun with after all, and some demuxers end behind what was asked for.
    for (std::ptrdiff_t step = 1; key != m_keys.begin(); step *= 2) {
      const detail::KeyframeEntry& point = *std::prev(key);
      const bool moved = detail::moveTo(m_decoder->input(), m_decoder->clock(), point);
      m_decoder->jumped();
      m_at.reset();
      m_before.reset();
      if (moved && advance() && *m_at <= wanted) {
        return;
      }
      key -= std::min(step, key - m_keys.begin());
    }
    begin();
  }

  std::filesystem::path m_file;
  std::unique_ptr<detail::FrameDecoder> m_decoder;
  std::optional<FrameTime> m_at;     ///< of the decoder's picture
  std::optional<FrameTime> m_before; ///< of the one before
  FrameTime m_first{};
  std::unique_ptr<detail::KeyframeIndexer> m_finder; ///< while it is not done
  std::vector<detail::KeyframeEntry> m_keys;
  bool m_indexed = false;
};

VideoFrames::VideoFrames(const std::filesystem::path& file) : m_impl(std::make_unique<Impl>(file)) {}

VideoFrames::~VideoFrames() = default;

std::optional<VideoFrame> VideoFrames::at(double seconds, const std::stop_token& stop, const Progress& progress) {
  return m_impl->at(seconds, stop, progress);
}

} // namespace mien
