#include "core/common/text/ascii.h"
#include "core/picture/detail/decoders.h"
#include "core/picture/detail/signatures.h"

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <string_view>
#include <vector>

namespace mien::detail {

namespace {

struct Png {
  png_structp reader = nullptr;
  png_infop info = nullptr;
  Bytes file;
  std::size_t at = 0;
  bool ended = false;
  bool whole = false; ///< every row was decoded
  int channels = 0;

  Png() = default;
  ~Png() { png_destroy_read_struct(&reader, &info, nullptr); }
  Png(const Png&) = delete;
  Png& operator=(const Png&) = delete;
};

void onRead(png_structp reader, png_bytep out, std::size_t bytes) {
  auto* png = static_cast<Png*>(png_get_io_ptr(reader));
  if (bytes > png->file.size() - png->at) {
    png->ended = true;
    png_error(reader, "");
  }
  std::memcpy(out, png->file.data() + png->at, bytes);
  png->at += bytes;
}

// libpng's own functions print.
[[noreturn]] void onError(png_structp reader, png_const_charp) { png_longjmp(reader, 1); }
void onWarning(png_structp, png_const_charp) {}

// setjmp() and destructors do not go together: each of the next functions has only plain variables.

bool readHeader(Png& png) {
  png.reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, onError, onWarning);
  png.info = png.reader == nullptr ? nullptr : png_create_info_struct(png.reader);
  if (png.info == nullptr || setjmp(png_jmpbuf(png.reader)) != 0) {
    return false;
  }
  png_set_read_fn(png.reader, &png, onRead);
  png_set_user_limits(png.reader, 0x7FFFFFFF, 0x7FFFFFFF); // allowSize() decides
  png_read_info(png.reader, png.info);
  const int type = png_get_color_type(png.reader, png.info);
  const bool hidden = png_get_valid(png.reader, png.info, PNG_INFO_tRNS) != 0;
  const bool alpha = (type & PNG_COLOR_MASK_ALPHA) != 0 || hidden;
  const bool grey = (type & PNG_COLOR_MASK_COLOR) == 0;
  png_set_expand(png.reader); // palettes, fewer than 8 bits, transparent colours
  png_set_scale_16(png.reader);
  if (grey && alpha) {
    png_set_gray_to_rgb(png.reader);
  }
  if (!grey) {
    png_set_bgr(png.reader);
  }
  png.channels = alpha ? 4 : grey ? 1 : 3;
  return true;
}

bool readRows(Png& png, cv::Mat& pixels) {
  if (setjmp(png_jmpbuf(png.reader)) != 0) {
    return png.whole; // what is missing then is behind the picture
  }
  const int passes = png_set_interlace_handling(png.reader);
  png_read_update_info(png.reader, png.info);
  if (png_get_rowbytes(png.reader, png.info) != static_cast<std::size_t>(pixels.cols) * pixels.elemSize()) {
    return false;
  }
  for (int pass = 0; pass < passes; ++pass) {
    for (int y = 0; y < pixels.rows; ++y) {
      png_read_row(png.reader, pixels.ptr(y), nullptr);
    }
  }
  png.whole = true;
  png_read_end(png.reader, png.info);
  return true;
}

/// The EXIF block that ImageMagick writes as a text: a name, the number of bytes, and the bytes in hexadecimal digits.
std::vector<std::uint8_t> fromRawProfile(std::string_view text) {
  const auto digit = [](char letter) {
    return isAsciiDigit(letter) ? letter - '0' : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  };
  std::vector<std::uint8_t> bytes;
  std::size_t at = text.find_first_not_of('\n');
  for (int line = 0; line < 2 && at != std::string_view::npos; ++line) { // the name and the number
    at = text.find('\n', at);
    at = at == std::string_view::npos ? at : at + 1;
  }
  int high = -1;
  for (; at < text.size(); ++at) {
    const int value = digit(text[at]);
    if (value >= 0 && high >= 0) {
      bytes.push_back(static_cast<std::uint8_t>(high * 16 + value));
    }
    high = value < 0 ? high : high >= 0 ? -1 : value;
  }
  return bytes;
}

int orientationOf(const Png& png) {
#ifdef PNG_eXIf_SUPPORTED
  png_bytep block = nullptr;
  png_uint_32 bytes = 0;
  if (png_get_eXIf_1(png.reader, png.info, &bytes, &block) != 0) {
    return exifOrientation({block, bytes});
  }
#endif
  png_textp texts = nullptr;
  const int count = png_get_text(png.reader, png.info, &texts, nullptr);
  for (int i = 0; i < count; ++i) {
    const std::string_view key = texts[i].key;
    if (key == "Raw profile type exif" || key == "Raw profile type APP1") {
      return exifOrientation(fromRawProfile({texts[i].text, texts[i].text_length}));
    }
  }
  return 1;
}

} // namespace

StoredPicture decodePng(Bytes file) {
  StoredPicture stored;
  Png png;
  png.file = file;
  const auto fault = [&] { return png.ended ? PictureFault::CutShort : PictureFault::Damaged; };
  if (!readHeader(png)) {
    stored.fault = fault();
    return stored;
  }
  const png_uint_32 width = png_get_image_width(png.reader, png.info);
  const png_uint_32 height = png_get_image_height(png.reader, png.info);
  if (!allowSize(stored, width, height)) {
    return stored;
  }
  stored.pixels.create(static_cast<int>(height), static_cast<int>(width), CV_8UC(png.channels));
  if (!readRows(png, stored.pixels)) {
    stored.fault = fault();
    return stored;
  }
  stored.cutShort = png.ended;
  stored.frames = countPngFrames(file);
  stored.orientation = orientationOf(png);
  return stored;
}

} // namespace mien::detail
