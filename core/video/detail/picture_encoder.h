#pragma once

#include "core/video/detail/av_handles.h"

#include <opencv2/core/mat.hpp>

#include <cstdint>
#include <functional>

namespace mien::detail {

/// Codes pictures for an MP4: H.264, MPEG-4 part 2 or Motion JPEG, the first that there is an encoder for.
class PictureEncoder {
public:
  /// MPEG-4 part 2 allows for no finer one; all usual rates are whole numbers of it.
  static constexpr AVRational kTick{1, 60'000};

  /// False when no encoder takes pictures of that size.
  [[nodiscard]] bool open(const cv::Size& size, double fps, bool globalHeader);

  /// Called with each packet, its times in kTick. Returns an error number of FFmpeg's, or 0.
  using Sink = std::function<int(AVPacket&)>;

  /// `picture`: 8-bit BGR of the size given. Returns the first error, or 0.
  [[nodiscard]] int encode(const cv::Mat& picture, std::int64_t tick, const Sink& sink);
  [[nodiscard]] int finish(const Sink& sink);

  [[nodiscard]] const AVCodecContext& context() const { return *m_codec; }

private:
  [[nodiscard]] int drain(const Sink& sink);

  AvCodec m_codec;
  AvScaler m_scaler;
  AvFrame m_frame;
  AvPacket m_packet;
};

} // namespace mien::detail
