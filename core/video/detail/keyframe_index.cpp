#include "core/video/detail/keyframe_index.h"

#include "core/common/throttle.h"

#include <algorithm>
#include <chrono>
#include <string_view>

namespace mien::detail {

namespace {

constexpr auto kPeriod = std::chrono::milliseconds(100);
constexpr int kMostFailures = 20'000; // as FrameDecoder has it

/// Whether decoding can begin with what claims to be a key frame, and its pictures then have their times.
bool canBeginAtKeys(VideoInput& input) {
  const AVCodecID codec = input.pictures().codecpar->codec_id;
  const bool drawnOver = codec == AV_CODEC_ID_GIF || codec == AV_CODEC_ID_APNG; // the pictures before
  // In MPEG-PS frames begin in the middle of packets, of which only some have a time.
  return !drawnOver && std::string_view(input.format().iformat->name) != "mpeg";
}

} // namespace

KeyframeIndexer::KeyframeIndexer(const std::filesystem::path& file)
    : m_input(file), m_clock(m_input.format(), m_input.pictures()), m_packet(av_packet_alloc()) {}

bool KeyframeIndexer::run(const std::stop_token& stop, const std::function<void(double)>& progress) {
  if (!canBeginAtKeys(m_input)) {
    return true;
  }
  AVIOContext* bytes = m_input.format().pb;
  const std::int64_t size = bytes != nullptr ? avio_size(bytes) : 0;
  Throttle throttle(kPeriod);
  (void)throttle.due(); // a short file is read before anybody needs to know
  for (int failures = 0; failures < kMostFailures;) {
    if (stop.stop_requested()) {
      return false;
    }
    const int result = av_read_frame(&m_input.format(), m_packet.get());
    if (result == AVERROR_EOF) {
      (void)takeAvLogError(); // it is not about whoever decodes
      return true;
    }
    if (result < 0) {
      ++failures;
      continue;
    }
    failures = 0;
    if (m_packet->stream_index == m_input.pictures().index) {
      m_clock.correct(*m_packet);
      const std::int64_t read = m_packet->dts != AV_NOPTS_VALUE ? m_packet->dts : m_packet->pts;
      const std::int64_t shown = m_packet->pts != AV_NOPTS_VALUE ? m_packet->pts : m_packet->dts;
      m_timeless = m_timeless || read == AV_NOPTS_VALUE;
      if ((m_packet->flags & AV_PKT_FLAG_KEY) != 0 && !m_first && !m_timeless) {
        m_points.push_back({shown, read, m_packet->pos, m_clock.shift()});
      }
      m_first = false;
    }
    av_packet_unref(m_packet.get());
    if (progress && size > 0 && throttle.due()) {
      progress(std::clamp(static_cast<double>(avio_tell(bytes)) / static_cast<double>(size), 0.0, 1.0));
    }
  }
  return true;
}

std::vector<KeyframeEntry> KeyframeIndexer::take() {
  if (m_timeless) {
    m_points.clear();
  }
  std::ranges::stable_sort(m_points, {}, &KeyframeEntry::shown);
  return std::move(m_points);
}

bool moveTo(VideoInput& input, PacketTimestamps& clock, const KeyframeEntry& point) {
  AVFormatContext& format = input.format();
  // Where times may begin anew only the place in the file is certain.
  const bool byPlace = (format.iformat->flags & AVFMT_TS_DISCONT) != 0 &&
                       (format.iformat->flags & AVFMT_NO_BYTE_SEEK) == 0 && point.place >= 0;
  const int result = byPlace ? av_seek_frame(&format, input.pictures().index, point.place, AVSEEK_FLAG_BYTE)
                             : av_seek_frame(&format, input.pictures().index, point.read, AVSEEK_FLAG_BACKWARD);
  clock.restart(point.shift);
  return result >= 0;
}

} // namespace mien::detail
