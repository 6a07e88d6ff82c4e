#include "core/picture/detail/decoders.h"
#include "core/picture/detail/signatures.h"

#include <gif_lib.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

namespace mien::detail {

namespace {

struct Source {
  Bytes file;
  std::size_t at = 0;
};

int onRead(GifFileType* gif, GifByteType* out, int bytes) {
  auto* source = static_cast<Source*>(gif->UserData);
  const std::size_t got = std::min(static_cast<std::size_t>(bytes), source->file.size() - source->at);
  std::memcpy(out, source->file.data() + source->at, got);
  source->at += got;
  return static_cast<int>(got);
}

struct Closer {
  void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, Closer>;

/// Goes on to the first picture. `transparent` becomes the number of the colour that lets the ground through.
bool findPicture(GifFileType* gif, int& transparent) {
  GifRecordType record = UNDEFINED_RECORD_TYPE;
  while (DGifGetRecordType(gif, &record) == GIF_OK && record != TERMINATE_RECORD_TYPE) {
    if (record == IMAGE_DESC_RECORD_TYPE) {
      return DGifGetImageDesc(gif) == GIF_OK;
    }
    int code = 0;
    GifByteType* block = nullptr;
    if (record != EXTENSION_RECORD_TYPE || DGifGetExtension(gif, &code, &block) != GIF_OK) {
      return false;
    }
    GraphicsControlBlock control{};
    if (block != nullptr && code == GRAPHICS_EXT_FUNC_CODE &&
        DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK) {
      transparent = control.TransparentColor;
    }
    while (block != nullptr) {
      if (DGifGetExtensionNext(gif, &block) != GIF_OK) {
        return false;
      }
    }
  }
  return false;
}

bool readRow(GifFileType* gif, const ColorMapObject& colours, int transparent, int y, cv::Mat& pixels) {
  std::vector<GifPixelType> row(static_cast<std::size_t>(gif->Image.Width));
  if (DGifGetLine(gif, row.data(), gif->Image.Width) != GIF_OK) {
    return false;
  }
  for (int x = 0; x < gif->Image.Width; ++x) {
    const int colour = row[static_cast<std::size_t>(x)];
    const cv::Point at(gif->Image.Left + x, gif->Image.Top + y);
    if (colour == transparent || colour >= colours.ColorCount || at.x >= pixels.cols || at.y >= pixels.rows) {
      continue;
    }
    const GifColorType& own = colours.Colors[colour];
    pixels.at<cv::Vec4b>(at) = {own.Blue, own.Green, own.Red, 255};
  }
  return true;
}

/// False when the data end too early. Interlaced pictures come in four passes.
bool readRows(GifFileType* gif, const ColorMapObject& colours, int transparent, cv::Mat& pixels) {
  struct Pass {
    int first;
    int step;
  };
  static constexpr std::array<Pass, 4> kInterlaced{{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
  static constexpr std::array<Pass, 1> kPlain{{{0, 1}}};
  const auto all = [&](const auto& passes) {
    for (const Pass& pass : passes) {
      for (int y = pass.first; y < gif->Image.Height; y += pass.step) {
        if (!readRow(gif, colours, transparent, y, pixels)) {
          return false;
        }
      }
    }
    return true;
  };
  return gif->Image.Interlace ? all(kInterlaced) : all(kPlain);
}

} // namespace

StoredPicture decodeGif(Bytes file) {
  StoredPicture stored;
  Source source{file};
  const Gif gif(DGifOpen(&source, onRead, nullptr));
  int transparent = NO_TRANSPARENT_COLOR;
  const auto fault = [&] { return source.at == file.size() ? PictureFault::CutShort : PictureFault::Damaged; };
  if (!gif || !findPicture(gif.get(), transparent)) {
    stored.fault = fault();
    return stored;
  }
  // Some writers leave the canvas at 0 x 0, or smaller than the picture on it.
  const int width = std::max<int>(gif->SWidth, gif->Image.Left + gif->Image.Width);
  const int height = std::max<int>(gif->SHeight, gif->Image.Top + gif->Image.Height);
  if (!allowSize(stored, static_cast<std::uint64_t>(width), static_cast<std::uint64_t>(height))) {
    return stored;
  }
  const ColorMapObject* colours = gif->Image.ColorMap != nullptr ? gif->Image.ColorMap : gif->SColorMap;
  if (colours == nullptr) {
    stored.fault = PictureFault::Damaged;
    return stored;
  }
  stored.pixels = cv::Mat(height, width, CV_8UC4, cv::Scalar::all(0));
  if (!readRows(gif.get(), *colours, transparent, stored.pixels)) {
    stored.fault = fault();
    return stored;
  }
  stored.frames = countGifFrames(file);
  return stored;
}

} // namespace mien::detail
