#include "core/video/detail/picture_converter.h"

#include "core/video/detail/limits.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
}

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace mien::detail {

namespace {

constexpr int kSlack = 64; // bytes that the scaler's vector code may write past the last row
constexpr int kMostStretched = 8;

/// A picture with room behind its last row, all of it one piece.
cv::Mat roomyMat(const cv::Size& size, int type) {
  const int bytes = std::max(1, size.width) * static_cast<int>(CV_ELEM_SIZE(type));
  const int spare = (kSlack + bytes - 1) / bytes;
  return cv::Mat(size.height + spare, size.width, type).rowRange(0, size.height);
}

/// Transparent pixels on white, as a page shows them.
cv::Mat onWhite(const cv::Mat& bgra) {
  cv::Mat shown(bgra.size(), CV_8UC3);
  for (int y = 0; y < bgra.rows; ++y) {
    const auto* from = bgra.ptr<std::uint8_t>(y);
    auto* to = shown.ptr<std::uint8_t>(y);
    for (int x = 0; x < bgra.cols; ++x, from += 4, to += 3) {
      const int alpha = from[3];
      for (int c = 0; c < 3; ++c) {
        to[c] = static_cast<std::uint8_t>((from[c] * alpha + 255 * (255 - alpha) + 127) / 255);
      }
    }
  }
  return shown;
}

int colourMatrix(const AVFrame& frame) {
  switch (frame.colorspace) {
  case AVCOL_SPC_BT709:
    return SWS_CS_ITU709;
  case AVCOL_SPC_FCC:
    return SWS_CS_FCC;
  case AVCOL_SPC_SMPTE240M:
    return SWS_CS_SMPTE240M;
  case AVCOL_SPC_BT2020_NCL:
  case AVCOL_SPC_BT2020_CL:
    return SWS_CS_BT2020;
  case AVCOL_SPC_BT470BG:
  case AVCOL_SPC_SMPTE170M:
    return SWS_CS_ITU601;
  default:
    return isHighDefinition(frame.width, frame.height) ? SWS_CS_ITU709 : SWS_CS_ITU601;
  }
}

bool fullRange(const AVFrame& frame) {
  switch (frame.format) { // the old way to say so
  case AV_PIX_FMT_YUVJ420P:
  case AV_PIX_FMT_YUVJ422P:
  case AV_PIX_FMT_YUVJ444P:
  case AV_PIX_FMT_YUVJ440P:
  case AV_PIX_FMT_YUVJ411P:
    return true;
  default:
    return frame.color_range == AVCOL_RANGE_JPEG;
  }
}

std::optional<HdrMapping::Transfer> hdrTransfer(const AVFrame& frame) {
  switch (frame.color_trc) {
  case AVCOL_TRC_SMPTE2084:
    return HdrMapping::Transfer::Pq;
  case AVCOL_TRC_ARIB_STD_B67:
    return HdrMapping::Transfer::Hlg;
  default:
    return std::nullopt;
  }
}

} // namespace

Orientation orientationOf(const std::int32_t* matrix) {
  // x' = a x + c y, y' = b x + d y
  const double a = matrix[0];
  const double b = matrix[1];
  const double c = matrix[3];
  const double d = matrix[4];
  if (std::abs(b) + std::abs(c) > std::abs(a) + std::abs(d)) {
    return {true, c < 0, b < 0};
  }
  return {false, a < 0, d < 0};
}

const std::int32_t* displayMatrix(const AVStream& stream) {
  constexpr std::size_t kBytes = 9 * sizeof(std::int32_t);
#if LIBAVFORMAT_VERSION_MAJOR >= 61
  const AVPacketSideData* data = av_packet_side_data_get(
      stream.codecpar->coded_side_data, stream.codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
  return data != nullptr && data->size >= kBytes ? reinterpret_cast<const std::int32_t*>(data->data) : nullptr;
#else
  std::size_t size = 0;
  const std::uint8_t* data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  return data != nullptr && size >= kBytes ? reinterpret_cast<const std::int32_t*>(data) : nullptr;
#endif
}

cv::Size squarePixelSize(const cv::Size& stored, AVRational pixel) {
  if (pixel.num <= 0 || pixel.den <= 0 || pixel.num == pixel.den) {
    return stored;
  }
  const double shape = av_q2d(pixel);
  if (shape > kMostStretched || shape < 1.0 / kMostStretched) {
    return stored; // nobody films like that
  }
  cv::Size size = stored;
  if (shape > 1) {
    size.width = static_cast<int>(std::lround(stored.width * shape));
  } else {
    size.height = static_cast<int>(std::lround(stored.height / shape));
  }
  return tooLarge(size.width, size.height) ? stored : size;
}

cv::Mat PictureConverter::convert(const AVFrame& frame, AVRational pixel, const Orientation& orientation) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
  if (description == nullptr || frame.width <= 0 || frame.height <= 0 || tooLarge(frame.width, frame.height)) {
    return {};
  }
  const auto hdr = hdrTransfer(frame);
  const bool alpha = !hdr && (description->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
  const AVPixelFormat target = hdr ? AV_PIX_FMT_BGR48 : alpha ? AV_PIX_FMT_BGRA : AV_PIX_FMT_BGR24;
  const cv::Size size = squarePixelSize({frame.width, frame.height}, pixel);
  const std::array<int, 9> wanted{frame.width,
                                  frame.height,
                                  frame.format,
                                  size.width,
                                  size.height,
                                  target,
                                  colourMatrix(frame),
                                  fullRange(frame) ? 1 : 0,
                                  1};
  if (wanted != m_made) {
    m_made = {};
    const int flags = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT;
    m_scaler.reset(sws_getContext(frame.width, frame.height, format, size.width, size.height, target, flags, nullptr,
                                  nullptr, nullptr));
    if (!m_scaler) {
      return {};
    }
    // Fails for formats that have no matrix; they need none.
    sws_setColorspaceDetails(m_scaler.get(), sws_getCoefficients(wanted[6]), wanted[7],
                             sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16);
    m_made = wanted;
  }
  cv::Mat picture = roomyMat(size, hdr ? CV_16UC3 : alpha ? CV_8UC4 : CV_8UC3);
  std::uint8_t* const rows[4] = {picture.data, nullptr, nullptr, nullptr};
  const int strides[4] = {static_cast<int>(picture.step), 0, 0, 0};
  if (sws_scale(m_scaler.get(), frame.data, frame.linesize, 0, frame.height, rows, strides) != size.height) {
    return {};
  }
  if (hdr) {
    if (!m_hdr || m_hdr->transfer() != *hdr) {
      m_hdr = std::make_unique<HdrMapping>(*hdr);
    }
    cv::Mat mapped;
    m_hdr->map(picture, frame.color_primaries == AVCOL_PRI_BT2020, mapped);
    picture = mapped;
  } else if (alpha) {
    picture = onWhite(picture);
  }
  if (orientation.transpose) {
    cv::Mat turned;
    cv::transpose(picture, turned);
    picture = turned;
  }
  if (orientation.flipX || orientation.flipY) {
    cv::Mat flipped;
    cv::flip(picture, flipped, orientation.flipX && orientation.flipY ? -1 : orientation.flipX ? 1 : 0);
    picture = flipped;
  }
  return picture;
}

} // namespace mien::detail
