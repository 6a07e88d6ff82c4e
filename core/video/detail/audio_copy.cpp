#include "core/video/detail/audio_copy.h"

#include "core/video/video_reader.h"

#include <cmath>

namespace mien::detail {

AudioCopy::AudioCopy(const std::filesystem::path& video) : m_input(video), m_packet(av_packet_alloc()) {
  AVFormatContext& format = m_input.format();
  m_audio = av_find_best_stream(&format, AVMEDIA_TYPE_AUDIO, -1, m_input.pictures().index, nullptr, 0);
  if (m_audio < 0) {
    return;
  }
  AVStream& sound = *format.streams[m_audio];
  m_input.pictures().discard = AVDISCARD_ALL;
  sound.discard = AVDISCARD_DEFAULT;
  m_clock.emplace(format, sound);
  m_start = std::llround(VideoReader(video).info().start / av_q2d(sound.time_base));
}

bool AudioCopy::addTo(AVFormatContext& output) {
  const AVCodecParameters& parameters = *m_input.format().streams[m_audio]->codecpar;
  if (avformat_query_codec(output.oformat, parameters.codec_id, FF_COMPLIANCE_NORMAL) != 1) {
    return false;
  }
  AVStream* stream = avformat_new_stream(&output, nullptr);
  if (stream == nullptr || avcodec_parameters_copy(stream->codecpar, &parameters) < 0) {
    return false;
  }
  stream->codecpar->codec_tag = 0; // each container has its own
  stream->time_base = m_input.format().streams[m_audio]->time_base;
  m_target = stream->index;
  return true;
}

int AudioCopy::copyUntil(double seconds, AVFormatContext& output) {
  const AVStream& from = *m_input.format().streams[m_audio];
  const AVStream& to = *output.streams[m_target];
  const auto end = static_cast<std::int64_t>(std::floor(seconds / av_q2d(from.time_base)));
  while (m_waiting || readNext()) {
    m_waiting = m_packet->pts >= end;
    if (m_waiting) {
      return 0;
    }
    m_packet->stream_index = m_target;
    m_packet->pos = -1;
    av_packet_rescale_ts(m_packet.get(), from.time_base, to.time_base);
    if (const int result = av_interleaved_write_frame(&output, m_packet.get()); result < 0) {
      return result;
    }
  }
  return 0;
}

bool AudioCopy::readNext() {
  while (!m_ended) {
    av_packet_unref(m_packet.get());
    m_ended = av_read_frame(&m_input.format(), m_packet.get()) < 0;
    if (m_ended || m_packet->stream_index != m_audio) {
      continue;
    }
    m_clock->correct(*m_packet);
    if (m_packet->pts == AV_NOPTS_VALUE) {
      m_packet->pts = m_packet->dts;
    }
    if (m_packet->pts == AV_NOPTS_VALUE) {
      continue;
    }
    m_packet->dts = m_packet->dts == AV_NOPTS_VALUE ? m_packet->pts : m_packet->dts;
    m_packet->pts -= m_start;
    m_packet->dts -= m_start;
    const bool early = m_packet->pts < 0; // than the first picture
    if (early || (m_last != AV_NOPTS_VALUE && m_packet->dts <= m_last)) {
      continue;
    }
    m_last = m_packet->dts;
    return true;
  }
  return false;
}

std::string AudioCopy::codec() const { return avcodec_get_name(m_input.format().streams[m_audio]->codecpar->codec_id); }

} // namespace mien::detail
