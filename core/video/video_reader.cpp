#include "core/video/video_reader.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/video/detail/frame_decoder.h"

#include <cmath>
#include <utility>

namespace mien {

namespace {

// Containers whose clock ticks that fast are often taken for films that fast: 1000 and 90000 are two of them.
constexpr double kFastest = 480;
constexpr double kSlowest = 0.01;
constexpr double kLongest = 30.0 * 24 * 3600; // s; longer ones are headers that lie

double usable(AVRational rate) {
  const double fps = rate.num > 0 && rate.den > 0 ? av_q2d(rate) : 0;
  return fps >= kSlowest && fps <= kFastest ? fps : 0;
}

double secondsOf(detail::FrameTime time) { return std::chrono::duration<double>(time).count(); }

VideoInfo infoOf(detail::VideoInput& input) {
  const AVFormatContext& format = input.format();
  AVStream& stream = input.pictures();
  VideoInfo info;
  info.container = format.iformat->name;
  info.codec = avcodec_get_name(stream.codecpar->codec_id);
  info.fps = usable(stream.avg_frame_rate);
  info.fps = info.fps > 0 ? info.fps : usable(stream.r_frame_rate);
  double seconds = 0;
  if (stream.duration != AV_NOPTS_VALUE) {
    seconds = static_cast<double>(stream.duration) * av_q2d(stream.time_base);
  } else if (format.duration != AV_NOPTS_VALUE) {
    seconds = static_cast<double>(format.duration) / AV_TIME_BASE;
  }
  info.seconds = seconds > 0 && seconds < kLongest ? seconds : 0;
  info.frames = stream.nb_frames > 0 && static_cast<double>(stream.nb_frames) < kLongest * kFastest
                    ? stream.nb_frames
                    : std::llround(info.fps * info.seconds);
  return info;
}

} // namespace

class VideoReader::Impl {
public:
  explicit Impl(const std::filesystem::path& file) : m_decoder(detail::VideoInput(file), shownPath(file)) {
    // At once, so that what cannot be read is not opened, and what counts as the beginning is known.
    m_first = decode();
    if (!m_first) {
      throw Error(ErrorKind::BadData,
                  Message("No picture of '{file}' can be decoded; it is damaged. Get the video again.",
                          {{"file", shownPath(file)}}));
    }
    m_info = infoOf(m_decoder.input());
    m_info.start = static_cast<double>(m_decoder.origin()) * av_q2d(m_decoder.input().pictures().time_base);
  }

  Impl(const std::string& url, const std::string& shown, std::chrono::milliseconds patience)
      : m_decoder(detail::VideoInput(url, shown, patience), shown), m_info(infoOf(m_decoder.input())) {}

  std::optional<VideoFrame> read() { return m_first ? std::exchange(m_first, std::nullopt) : decode(); }

  [[nodiscard]] const VideoInfo& info() const { return m_info; }
  [[nodiscard]] const std::vector<TimeInterval>& unreadable() const { return m_decoder.unreadable().parts(); }

private:
  std::optional<VideoFrame> decode() {
    while (m_decoder.next()) {
      VideoFrame frame{m_decoder.picture(), secondsOf(m_decoder.time()), m_decoder.key()};
      if (!frame.image.empty()) {
        return frame;
      }
    }
    return std::nullopt;
  }

  detail::FrameDecoder m_decoder;
  VideoInfo m_info;
  std::optional<VideoFrame> m_first;
};

VideoReader::VideoReader(const std::filesystem::path& file) : m_impl(std::make_unique<Impl>(file)) {}

VideoReader::VideoReader(const std::string& url, const std::string& shown, std::chrono::milliseconds patience)
    : m_impl(std::make_unique<Impl>(url, shown, patience)) {}

VideoReader::~VideoReader() = default;
VideoReader::VideoReader(VideoReader&&) noexcept = default;
VideoReader& VideoReader::operator=(VideoReader&&) noexcept = default;

std::optional<VideoFrame> VideoReader::read() { return m_impl->read(); }

const VideoInfo& VideoReader::info() const { return m_impl->info(); }

const std::vector<TimeInterval>& VideoReader::unreadable() const { return m_impl->unreadable(); }

} // namespace mien
