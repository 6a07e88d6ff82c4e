#include "core/video/detail/picture_encoder.h"

#include "core/video/detail/limits.h"

extern "C" {
#include <libavutil/opt.h>
}

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace mien::detail {

namespace {

constexpr int kThreads = 2; // the analysis wants some, too
constexpr int kQuality = 4; // of 1 to 31, of the codecs that have no better measure
constexpr int kFramesToAKey = 50;

void configure(AVCodecContext& codec, const cv::Size& size, double fps) {
  const bool jpeg = codec.codec_id == AV_CODEC_ID_MJPEG;
  const bool high = isHighDefinition(size.width, size.height);
  codec.width = size.width;
  codec.height = size.height;
  codec.sample_aspect_ratio = {1, 1};
  codec.time_base = PictureEncoder::kTick;
  codec.framerate = av_d2q(fps, 60'000);
  codec.gop_size = kFramesToAKey;
  codec.max_b_frames = 0; // every packet has the time of its picture
  codec.pix_fmt = jpeg ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
  codec.color_range = jpeg ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  codec.colorspace = high && !jpeg ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
  codec.color_primaries = high && !jpeg ? AVCOL_PRI_BT709 : AVCOL_PRI_SMPTE170M;
  codec.color_trc = high && !jpeg ? AVCOL_TRC_BT709 : AVCOL_TRC_SMPTE170M;
  codec.thread_count = kThreads;
  if (codec.codec_id == AV_CODEC_ID_H264) {
    av_opt_set(codec.priv_data, "preset", "superfast", 0);
    av_opt_set(codec.priv_data, "crf", "20", 0);
  } else {
    codec.flags |= AV_CODEC_FLAG_QSCALE;
    codec.global_quality = kQuality * FF_QP2LAMBDA;
  }
}

} // namespace

bool PictureEncoder::open(const cv::Size& size, double fps, bool globalHeader) {
  for (const char* name : {"libx264", "mpeg4", "mjpeg"}) {
    const AVCodec* encoder = avcodec_find_encoder_by_name(name);
    m_codec.reset(encoder != nullptr ? avcodec_alloc_context3(encoder) : nullptr);
    if (!m_codec) {
      continue;
    }
    configure(*m_codec, size, fps);
    m_codec->flags |= globalHeader ? AV_CODEC_FLAG_GLOBAL_HEADER : 0;
    if (avcodec_open2(m_codec.get(), encoder, nullptr) < 0) {
      continue;
    }
    const bool full = m_codec->color_range == AVCOL_RANGE_JPEG;
    const int matrix = m_codec->colorspace == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    m_scaler.reset(sws_getContext(size.width, size.height, AV_PIX_FMT_BGR24, size.width, size.height, m_codec->pix_fmt,
                                  SWS_BILINEAR | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
    m_frame.reset(av_frame_alloc());
    m_frame->format = m_codec->pix_fmt;
    m_frame->width = size.width;
    m_frame->height = size.height;
    m_packet.reset(av_packet_alloc());
    if (m_scaler && av_frame_get_buffer(m_frame.get(), 0) >= 0) {
      sws_setColorspaceDetails(m_scaler.get(), sws_getCoefficients(matrix), 1, sws_getCoefficients(matrix),
                               full ? 1 : 0, 0, 1 << 16, 1 << 16);
      return true;
    }
  }
  return false;
}

int PictureEncoder::encode(const cv::Mat& picture, std::int64_t tick, const Sink& sink) {
  if (const int result = av_frame_make_writable(m_frame.get()); result < 0) {
    return result;
  }
  const std::uint8_t* const rows[4] = {picture.data, nullptr, nullptr, nullptr};
  const int strides[4] = {static_cast<int>(picture.step), 0, 0, 0};
  sws_scale(m_scaler.get(), rows, strides, 0, picture.rows, m_frame->data, m_frame->linesize);
  m_frame->pts = tick;
  m_frame->quality = m_codec->global_quality;
  if (const int result = avcodec_send_frame(m_codec.get(), m_frame.get()); result < 0) {
    return result;
  }
  return drain(sink);
}

int PictureEncoder::finish(const Sink& sink) {
  avcodec_send_frame(m_codec.get(), nullptr);
  return drain(sink);
}

int PictureEncoder::drain(const Sink& sink) {
  for (;;) {
    const int result = avcodec_receive_packet(m_codec.get(), m_packet.get());
    if (result < 0) {
      return result == AVERROR(EAGAIN) || result == AVERROR_EOF ? 0 : result;
    }
    if (const int sunk = sink(*m_packet); sunk < 0) {
      return sunk;
    }
  }
}

} // namespace mien::detail
