#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <string>

namespace mien::detail {

// What FFmpeg's libraries hand out, freed as they want it.

struct AvFree {
  void operator()(AVFormatContext* input) const { avformat_close_input(&input); }
  void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
  void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};

using AvInput = std::unique_ptr<AVFormatContext, AvFree>; ///< of avformat_open_input()
using AvCodec = std::unique_ptr<AVCodecContext, AvFree>;
using AvFrame = std::unique_ptr<AVFrame, AvFree>;
using AvPacket = std::unique_ptr<AVPacket, AvFree>;
using AvScaler = std::unique_ptr<SwsContext, AvFree>;

/// FFmpeg's words for one of its error numbers.
[[nodiscard]] std::string avErrorText(int error);

/// From now on FFmpeg writes nothing to the terminal, in the whole process; any thread, as often as you like.
void silenceAvLog();

/// The last error that FFmpeg logged on this thread since it was asked before; empty without one.
[[nodiscard]] std::string takeAvLogError();

} // namespace mien::detail
