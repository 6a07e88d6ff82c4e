#include "core/video/detail/packet_timestamps.h"

#include <string_view>

namespace mien::detail {

namespace {

// As the ffmpeg program has it: what goes back at all or leaps ahead that far is another time line.
constexpr double kBack = 0.1;
constexpr double kAhead = 10;

} // namespace

PacketTimestamps::PacketTimestamps(const AVFormatContext& input, AVStream& stream)
    : m_stream(stream), m_numbered(std::string_view(input.iformat->name) == "avi"),
      m_jumps((input.iformat->flags & AVFMT_TS_DISCONT) != 0), m_tick(av_q2d(stream.time_base)) {
  const AVRational rate = av_guess_frame_rate(nullptr, &stream, nullptr);
  if (rate.num > 0 && rate.den > 0) {
    m_usual = av_rescale_q(1, av_inv_q(rate), stream.time_base);
  }
}

void PacketTimestamps::correct(AVPacket& packet) {
  m_missing.clear();
  if (m_numbered) {
    placeByIndex(packet);
  }
  if (packet.dts != AV_NOPTS_VALUE) {
    packet.dts += m_shift;
  }
  if (packet.pts != AV_NOPTS_VALUE) {
    packet.pts += m_shift;
  }
  const std::int64_t now = packet.dts != AV_NOPTS_VALUE ? packet.dts : packet.pts;
  if (now == AV_NOPTS_VALUE) {
    return;
  }
  if (m_jumps && m_last != AV_NOPTS_VALUE) {
    const std::int64_t expected = m_last + m_lastDuration;
    const double gap = static_cast<double>(now - expected) * m_tick;
    if (gap > kAhead || static_cast<double>(now - m_last) * m_tick < -kBack) {
      const std::int64_t correction = expected - now;
      m_shift += correction;
      packet.dts += packet.dts != AV_NOPTS_VALUE ? correction : 0;
      packet.pts += packet.pts != AV_NOPTS_VALUE ? correction : 0;
      m_last = expected;
      m_lastDuration = packet.duration > 0 ? packet.duration : m_usual;
      return;
    }
  }
  m_last = now;
  m_lastDuration = packet.duration > 0 ? packet.duration : m_usual;
}

void PacketTimestamps::restart(std::int64_t shift) {
  m_shift = shift;
  m_last = AV_NOPTS_VALUE;
  m_entry = 0;
}

void PacketTimestamps::placeByIndex(AVPacket& packet) {
  if (packet.pos < 0 || packet.dts == AV_NOPTS_VALUE) {
    return;
  }
  constexpr int kHeader = 8; // of a chunk; the index points there
  const int before = m_entry;
  const int count = avformat_index_get_entries_count(&m_stream);
  for (int entry = m_entry; entry < count; ++entry) {
    const AVIndexEntry* found = avformat_index_get_entry(&m_stream, entry);
    if (found->pos > packet.pos) {
      return; // a packet that the index does not know
    }
    if (found->pos >= packet.pos - kHeader) {
      m_entry = entry;
      const std::int64_t late = found->timestamp - packet.dts;
      if (late <= 0) {
        return;
      }
      for (int lost = before + 1; lost < entry; ++lost) {
        const AVIndexEntry* gone = avformat_index_get_entry(&m_stream, lost);
        if (gone->size > 0) { // empty ones only say: the picture before, once more
          m_missing.push_back(gone->timestamp);
        }
      }
      packet.dts += late;
      packet.pts += packet.pts != AV_NOPTS_VALUE ? late : 0;
      return;
    }
  }
}

} // namespace mien::detail
