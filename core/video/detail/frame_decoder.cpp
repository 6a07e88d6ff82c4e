#include "core/video/detail/frame_decoder.h"

#include "core/common/error.h"
#include "core/common/threads.h"
#include "core/video/detail/limits.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <string_view>
#include <utility>

namespace mien::detail {

namespace {

constexpr int kMostFailures = 20'000; // of a demuxer or decoder in a row; a cut-off MP4 fails once a missing frame
constexpr std::size_t kMostSuspects = 4096;
constexpr AVRational kNanosecond{1, 1'000'000'000};
constexpr FrameTime kLeastStep = std::chrono::microseconds(100); // between frames that claim the same time

std::int64_t usualTicks(VideoInput& input) {
  const AVRational rate = av_guess_frame_rate(&input.format(), &input.pictures(), nullptr);
  const bool known = rate.num > 0 && rate.den > 0 && av_q2d(rate) <= 1000;
  return std::max<std::int64_t>(
      1, av_rescale_q(1, known ? av_inv_q(rate) : AVRational{1, 25}, input.pictures().time_base));
}

/// Whether the decoder had to make up parts of it.
bool isTorn(const AVFrame& frame) {
  return (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0 ||
         (frame.decode_error_flags & (FF_DECODE_ERROR_INVALID_BITSTREAM | FF_DECODE_ERROR_CONCEALMENT_ACTIVE)) != 0;
}

AvCodec openCodec(VideoInput& input, const std::string& shown) {
  AvCodec codec(avcodec_alloc_context3(&input.decoder()));
  avcodec_parameters_to_context(codec.get(), input.pictures().codecpar);
  codec->pkt_timebase = input.pictures().time_base;
  codec->max_pixels = kMaxVideoPixels; // sizes may change on the way
  // Decoding whole frames side by side delays them: fine for files only.
  codec->thread_count = input.endless() ? 1 : videoThreads();
  codec->thread_type = FF_THREAD_FRAME | FF_THREAD_SLICE;
  if (avcodec_open2(codec.get(), &input.decoder(), nullptr) < 0) {
    throw Error(
        ErrorKind::BadData,
        Message("The pictures of '{file}' cannot be decoded here ({name}). Convert it, for example to MP4 with H.264.",
                {{"file", shown}, {"name", input.decoder().name}}));
  }
  return codec;
}

} // namespace

FrameDecoder::FrameDecoder(VideoInput input, const std::string& shown)
    : m_input(std::move(input)), m_codec(openCodec(m_input, shown)), m_packet(av_packet_alloc()),
      m_frame(av_frame_alloc()), m_before(av_frame_alloc()), m_coming(av_frame_alloc()),
      m_clock(m_input.format(), m_input.pictures()), m_usual(usualTicks(m_input)),
      m_sparse(std::string_view(m_input.format().iformat->name) == "mpeg"),
      m_inHand(static_cast<std::size_t>(
          (m_codec->active_thread_type & FF_THREAD_FRAME) != 0 ? std::max(1, m_codec->thread_count) : 1)) {
  if (const std::int32_t* matrix = displayMatrix(m_input.pictures())) {
    m_orientation = orientationOf(matrix);
  }
}

bool FrameDecoder::next() {
  m_input.begin();
  for (int failures = 0; failures < kMostFailures; ++failures) {
    const int result = avcodec_receive_frame(m_codec.get(), m_coming.get());
    if (result == 0) {
      if (isTorn(*m_coming)) {
        suspect(m_coming->best_effort_timestamp);
        continue;
      }
      m_before.swap(m_frame);
      m_frame.swap(m_coming);
      placeInTime();
      return true;
    }
    if (result == AVERROR_EOF) {
      break;
    }
    if (result != AVERROR(EAGAIN)) {
      suspectSent();
      continue;
    }
    const Fed fed = feed();
    if (fed == Fed::Silent) {
      return false;
    }
    failures -= fed == Fed::Yes ? 1 : 0;
  }
  resolveAtEnd();
  return false;
}

FrameDecoder::Fed FrameDecoder::feed() {
  if (m_draining) {
    return Fed::End;
  }
  for (int failures = 0; failures < kMostFailures;) {
    const int read = av_read_frame(&m_input.format(), m_packet.get());
    if (read < 0) {
      if (m_input.endless()) {
        return Fed::Silent;
      }
      if (read == AVERROR_EOF || m_input.endsWithAnError()) {
        break;
      }
      if (read != AVERROR(EAGAIN)) {
        m_trouble = true;
      }
      ++failures;
      continue;
    }
    const bool ours = m_packet->stream_index == m_input.pictures().index;
    if (ours) {
      m_clock.correct(*m_packet);
      std::ranges::for_each(m_clock.missing(), [this](auto tick) { suspect(tick); });
      noteSent(*m_packet);
      // The decoder is empty when it asks for more: it never answers "not now".
      if (avcodec_send_packet(m_codec.get(), m_packet.get()) < 0) {
        suspectSent();
      }
    }
    av_packet_unref(m_packet.get());
    if (ours) {
      return Fed::Yes;
    }
  }
  // Matroska knows how long its parts should be, and tells nobody else.
  const bool premature = takeAvLogError().find("ended prematurely") != std::string::npos;
  m_trouble = m_trouble || premature || endsBeforeItsIndex();
  avcodec_send_packet(m_codec.get(), nullptr);
  m_draining = true;
  return Fed::Yes;
}

void FrameDecoder::placeInTime() {
  // In MPEG-PS not every picture has a time of its own, and FFmpeg would guess that of another.
  std::int64_t tick = m_sparse && m_lastTick ? m_frame->pts : m_frame->best_effort_timestamp;
  if (tick == AV_NOPTS_VALUE) {
    tick = m_lastTick ? *m_lastTick + m_usual : m_origin.value_or(0);
  }
  if (!m_origin) {
    // Where the beginning is torn the container knows when it would have been.
    const std::int64_t start = m_input.pictures().start_time;
    m_origin = !m_suspects.empty() && start != AV_NOPTS_VALUE && start < tick ? start : tick;
  }
  resolve(tick);
  m_lastTick = tick;
  const FrameTime time = timeOf(tick);
  m_time = m_any ? std::max(time, m_time + kLeastStep) : time;
  m_any = true;
}

FrameTime FrameDecoder::timeOf(std::int64_t tick) const {
  return FrameTime(av_rescale_q(tick - origin(), m_input.pictures().time_base, kNanosecond));
}

bool FrameDecoder::key() const {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 29, 100)
  return (m_frame->flags & AV_FRAME_FLAG_KEY) != 0;
#else
  return m_frame->key_frame != 0;
#endif
}

cv::Mat FrameDecoder::convert(const AVFrame& frame) {
  if (frame.width == 0) {
    return {};
  }
  std::optional<Orientation> orientation = m_orientation;
  if (!orientation) {
    const AVFrameSideData* said = av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX);
    if (said != nullptr && said->size >= 9 * sizeof(std::int32_t)) {
      orientation = orientationOf(reinterpret_cast<const std::int32_t*>(said->data));
    }
  }
  const AVRational pixel =
      av_guess_sample_aspect_ratio(&m_input.format(), &m_input.pictures(), const_cast<AVFrame*>(&frame));
  return m_converter.convert(frame, pixel, orientation.value_or(Orientation{}));
}

void FrameDecoder::jumped() {
  avcodec_flush_buffers(m_codec.get());
  m_draining = false;
  m_watching = false;
  m_any = false;
  m_lastTick.reset();
  m_sent.clear();
  m_suspects.clear();
}

/// Where the index stands in front of a file that was cut off, it tells of packets behind the end.
bool FrameDecoder::endsBeforeItsIndex() const {
  AVStream& stream = m_input.pictures();
  const int count = avformat_index_get_entries_count(&stream);
  const AVIndexEntry* last = count > 0 ? avformat_index_get_entry(&stream, count - 1) : nullptr;
  const std::int64_t size = m_input.format().pb != nullptr ? avio_size(m_input.format().pb) : -1;
  return last != nullptr && size > 0 && last->pos + last->size > size;
}

void FrameDecoder::noteSent(const AVPacket& packet) {
  const std::int64_t tick = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
  if (tick == AV_NOPTS_VALUE) {
    return;
  }
  if (m_trouble && m_sentEnd && tick > *m_sentEnd + m_usual / 2) {
    suspect(*m_sentEnd); // what was lost in between, unless it is only shown later
  }
  m_trouble = (packet.flags & AV_PKT_FLAG_CORRUPT) != 0;
  m_sent.push_back(tick);
  if (m_sent.size() > m_inHand) {
    m_sent.pop_front();
  }
  m_sentEnd = std::max(m_sentEnd.value_or(tick), tick + (packet.duration > 0 ? packet.duration : m_usual));
}

void FrameDecoder::suspectSent() {
  std::for_each(m_sent.begin(), m_sent.end(), [this](auto tick) { suspect(tick); });
}

void FrameDecoder::suspect(std::int64_t tick) {
  if (m_watching && tick != AV_NOPTS_VALUE && m_suspects.size() < kMostSuspects) {
    m_suspects.insert(tick);
  }
}

void FrameDecoder::resolve(std::int64_t tick) {
  // Pictures come in order of time: suspects before this one have none, one at its time was innocent.
  const std::int64_t tolerance = m_usual / 2;
  const std::int64_t last = m_lastTick.value_or(INT64_MIN / 2);
  std::optional<std::int64_t> from;
  while (!m_suspects.empty() && *m_suspects.begin() <= tick + tolerance) {
    const std::int64_t missing = *m_suspects.begin();
    m_suspects.erase(m_suspects.begin());
    if (!from && missing > last + tolerance && missing < tick - tolerance) {
      from = missing;
    }
  }
  if (from) {
    m_unreadable.add(std::chrono::duration<double>(timeOf(*from)).count(),
                     std::chrono::duration<double>(timeOf(tick)).count());
  }
}

void FrameDecoder::resolveAtEnd() {
  if (!m_any || !m_watching) {
    return;
  }
  std::int64_t end = m_sentEnd.value_or(*m_lastTick);
  const AVStream& stream = m_input.pictures();
  if (m_trouble) {
    suspect(*m_lastTick + m_usual);
    const AVFormatContext& format = m_input.format();
    const std::int64_t whole =
        stream.duration != AV_NOPTS_VALUE ? stream.duration
        : format.duration != AV_NOPTS_VALUE && format.duration_estimation_method != AVFMT_DURATION_FROM_BITRATE
            ? av_rescale_q(format.duration, AVRational{1, AV_TIME_BASE}, stream.time_base)
            : 0;
    end = std::max(end, origin() + whole);
  }
  if (m_suspects.empty()) {
    return;
  }
  end = std::max(end, *m_suspects.rbegin() + m_usual);
  resolve(end);
  m_suspects.clear();
}

} // namespace mien::detail
