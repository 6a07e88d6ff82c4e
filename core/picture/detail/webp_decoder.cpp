#include "core/picture/detail/decoders.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <memory>

namespace mien::detail {

namespace {

struct Demuxer {
  void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};
struct Animation {
  void operator()(WebPAnimDecoder* decoder) const { WebPAnimDecoderDelete(decoder); }
};

int orientationOf(const WebPDemuxer* demuxer) {
  WebPChunkIterator chunk;
  int orientation = 1;
  if (WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk) != 0) {
    orientation = exifOrientation({chunk.chunk.bytes, chunk.chunk.size});
    WebPDemuxReleaseChunkIterator(&chunk);
  }
  return orientation;
}

/// The first picture of an animation as it stands on its canvas.
bool readFirstFrame(const WebPData& data, cv::Mat& pixels) {
  WebPAnimDecoderOptions options;
  if (WebPAnimDecoderOptionsInit(&options) == 0) {
    return false;
  }
  options.color_mode = MODE_BGRA;
  const std::unique_ptr<WebPAnimDecoder, Animation> decoder(WebPAnimDecoderNew(&data, &options));
  std::uint8_t* frame = nullptr;
  int milliseconds = 0;
  if (!decoder || WebPAnimDecoderGetNext(decoder.get(), &frame, &milliseconds) == 0) {
    return false;
  }
  cv::Mat(pixels.size(), CV_8UC4, frame).copyTo(pixels);
  return true;
}

} // namespace

StoredPicture decodeWebp(Bytes file) {
  StoredPicture stored;
  const WebPData data{file.data(), file.size()};
  WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
  const std::unique_ptr<WebPDemuxer, Demuxer> demuxer(WebPDemuxPartial(&data, &state));
  if (!demuxer || state != WEBP_DEMUX_DONE) {
    stored.fault = state == WEBP_DEMUX_PARSE_ERROR ? PictureFault::Damaged : PictureFault::CutShort;
    return stored;
  }
  const std::uint32_t flags = WebPDemuxGetI(demuxer.get(), WEBP_FF_FORMAT_FLAGS);
  const std::uint32_t width = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
  const std::uint32_t height = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
  if (!allowSize(stored, width, height)) {
    return stored;
  }
  const bool animated = (flags & ANIMATION_FLAG) != 0;
  const bool alpha = animated || (flags & ALPHA_FLAG) != 0;
  stored.pixels.create(static_cast<int>(height), static_cast<int>(width), alpha ? CV_8UC4 : CV_8UC3);
  bool good = false;
  if (animated) {
    good = readFirstFrame(data, stored.pixels);
    stored.frames = static_cast<int>(WebPDemuxGetI(demuxer.get(), WEBP_FF_FRAME_COUNT));
  } else {
    const auto read = alpha ? WebPDecodeBGRAInto : WebPDecodeBGRInto;
    const std::size_t bytes = stored.pixels.total() * stored.pixels.elemSize();
    good = read(file.data(), file.size(), stored.pixels.data, bytes, static_cast<int>(stored.pixels.step)) != nullptr;
  }
  if (!good) {
    stored.fault = PictureFault::Damaged;
  }
  stored.orientation = orientationOf(demuxer.get());
  return stored;
}

} // namespace mien::detail
