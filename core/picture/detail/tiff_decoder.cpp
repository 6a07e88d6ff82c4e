#include "core/picture/detail/decoders.h"

#include <opencv2/core.hpp>

#include <tiffio.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <vector>

namespace mien::detail {

namespace {

struct Source {
  Bytes file;
  std::uint64_t at = 0;
};

tmsize_t onRead(thandle_t handle, void* out, tmsize_t bytes) {
  auto* source = static_cast<Source*>(handle);
  const std::uint64_t left = source->at < source->file.size() ? source->file.size() - source->at : 0;
  const std::uint64_t got = std::min(static_cast<std::uint64_t>(bytes), left);
  if (got > 0) {
    std::memcpy(out, source->file.data() + source->at, got);
  }
  source->at += got;
  return static_cast<tmsize_t>(got);
}
tmsize_t onWrite(thandle_t, void*, tmsize_t) { return 0; }
toff_t onSeek(thandle_t handle, toff_t offset, int from) {
  auto* source = static_cast<Source*>(handle);
  source->at = from == SEEK_SET ? offset : from == SEEK_CUR ? source->at + offset : source->file.size() + offset;
  return source->at;
}
int onClose(thandle_t) { return 0; }
toff_t onSize(thandle_t handle) { return static_cast<Source*>(handle)->file.size(); }
int onMap(thandle_t handle, void** base, toff_t* size) {
  const Bytes file = static_cast<Source*>(handle)->file;
  *base = const_cast<std::uint8_t*>(file.data()); // opened for reading only
  *size = file.size();
  return 1;
}
void onUnmap(thandle_t, void*, toff_t) {}
int onMessage(TIFF*, void*, const char*, const char*, va_list) { return 1; } // said, as far as libtiff is concerned

struct Closer {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
  void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};
using Tiff = std::unique_ptr<TIFF, Closer>;

Tiff openTiff(Source& source) {
  const std::unique_ptr<TIFFOpenOptions, Closer> options(TIFFOpenOptionsAlloc());
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), onMessage, nullptr);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), onMessage, nullptr);
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), tmsize_t{1} << 30);
  return Tiff(
      TIFFClientOpenExt("", "r", &source, onRead, onWrite, onSeek, onClose, onSize, onMap, onUnmap, options.get()));
}

template <class Value> Value field(TIFF* tiff, std::uint32_t tag, Value otherwise) {
  Value value = otherwise;
  return TIFFGetFieldDefaulted(tiff, tag, &value) != 0 ? value : otherwise;
}

/// Fewer pixels than the file needs for them: what libtiff fills with zeros is no picture. Whether a strip or tile lies
/// beyond the end of the file.
bool isCutShort(TIFF* tiff, std::uint64_t size) {
  const std::uint32_t parts = TIFFIsTiled(tiff) != 0 ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
  for (std::uint32_t part = 0; part < parts; ++part) {
    const std::uint64_t offset = TIFFGetStrileOffset(tiff, part);
    const std::uint64_t bytes = TIFFGetStrileByteCount(tiff, part);
    if (offset > size || bytes > size - offset) {
      return true;
    }
  }
  return false;
}

// ---- numbers with a point, and others that libtiff does not turn into colours

/// One row of samples, whatever their type.
double sampleAt(const std::uint8_t* samples, std::size_t at, unsigned bits, unsigned format) {
  const auto as = [&](auto value) {
    std::memcpy(&value, samples + at * sizeof value, sizeof value);
    return static_cast<double>(value);
  };
  if (format == SAMPLEFORMAT_IEEEFP) {
    return bits == 64 ? as(double{}) : as(float{});
  }
  if (format == SAMPLEFORMAT_INT) {
    return bits == 8 ? as(std::int8_t{}) : bits == 16 ? as(std::int16_t{}) : as(std::int32_t{});
  }
  return as(std::uint32_t{});
}

bool readsNumbers(unsigned bits, unsigned format) {
  return (format == SAMPLEFORMAT_IEEEFP && (bits == 32 || bits == 64)) ||
         (format == SAMPLEFORMAT_INT && (bits == 8 || bits == 16 || bits == 32)) ||
         (format == SAMPLEFORMAT_UINT && bits == 32);
}

/// The samples of all channels side by side, as `double`: rows x (columns * channels).
bool readNumbers(TIFF* tiff, cv::Mat& values, int channels, unsigned bits, unsigned format) {
  const bool apart = field<std::uint16_t>(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE;
  const int columns = values.cols / channels;
  std::vector<std::uint8_t> buffer;
  const auto put = [&](const std::uint8_t* from, int y, int x, int plane) {
    if (apart) {
      values.at<double>(y, x * channels + plane) = sampleAt(from, 0, bits, format);
      return;
    }
    for (int channel = 0; channel < channels; ++channel) {
      values.at<double>(y, x * channels + channel) = sampleAt(from, static_cast<std::size_t>(channel), bits, format);
    }
  };
  const std::size_t pixel = (apart ? 1 : static_cast<std::size_t>(channels)) * bits / 8;
  const int planes = apart ? channels : 1;
  if (TIFFIsTiled(tiff) != 0) {
    const int tileWidth = static_cast<int>(field<std::uint32_t>(tiff, TIFFTAG_TILEWIDTH, 0));
    const int tileHeight = static_cast<int>(field<std::uint32_t>(tiff, TIFFTAG_TILELENGTH, 0));
    const tmsize_t bytes = TIFFTileSize(tiff);
    if (tileWidth <= 0 || tileHeight <= 0 || bytes <= 0 ||
        static_cast<std::uint64_t>(bytes) < static_cast<std::uint64_t>(tileWidth) * tileHeight * pixel) {
      return false;
    }
    buffer.resize(static_cast<std::size_t>(bytes));
    for (int plane = 0; plane < planes; ++plane) {
      for (int top = 0; top < values.rows; top += tileHeight) {
        for (int left = 0; left < columns; left += tileWidth) {
          if (TIFFReadTile(tiff, buffer.data(), static_cast<std::uint32_t>(left), static_cast<std::uint32_t>(top), 0,
                           static_cast<std::uint16_t>(plane)) < 0) {
            return false;
          }
          for (int y = top; y < std::min(values.rows, top + tileHeight); ++y) {
            for (int x = left; x < std::min(columns, left + tileWidth); ++x) {
              const std::size_t at = static_cast<std::size_t>(y - top) * static_cast<std::size_t>(tileWidth) +
                                     static_cast<std::size_t>(x - left);
              put(buffer.data() + at * pixel, y, x, plane);
            }
          }
        }
      }
    }
    return true;
  }
  const tmsize_t bytes = TIFFScanlineSize(tiff);
  if (bytes <= 0 || static_cast<std::uint64_t>(bytes) < static_cast<std::uint64_t>(columns) * pixel) {
    return false;
  }
  buffer.resize(static_cast<std::size_t>(bytes));
  for (int plane = 0; plane < planes; ++plane) {
    for (int y = 0; y < values.rows; ++y) {
      if (TIFFReadScanline(tiff, buffer.data(), static_cast<std::uint32_t>(y), static_cast<std::uint16_t>(plane)) < 0) {
        return false;
      }
      for (int x = 0; x < columns; ++x) {
        put(buffer.data() + static_cast<std::size_t>(x) * pixel, y, x, plane);
      }
    }
  }
  return true;
}

/// 0 to 1, or 0 to 255 or 65535 where there are larger numbers, or up to the largest.
double whiteOf(const cv::Mat& values) {
  double most = 0;
  for (int y = 0; y < values.rows; ++y) {
    const auto* row = values.ptr<double>(y);
    for (int x = 0; x < values.cols; ++x) {
      most = std::isfinite(row[x]) ? std::max(most, row[x]) : most;
    }
  }
  constexpr double kOvershoot = 1.02; // sharpening and compression go a little beyond
  for (const double white : {1.0, 255.0, 65535.0}) {
    if (most <= white * kOvershoot) {
      return white;
    }
  }
  return most;
}

void decodeNumbers(TIFF* tiff, StoredPicture& stored, cv::Size size, unsigned bits, unsigned format) {
  const int channels = field<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  if (channels < 1 || channels > 4 ||
      static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height) > kMaxImagePixels / 4) {
    stored.fault = PictureFault::NoPicture;
    stored.reason = "is a TIFF picture of a kind that is not read here; convert it to PNG or JPEG";
    return;
  }
  cv::Mat values(size.height, size.width * channels, CV_64F, cv::Scalar(0));
  if (!readNumbers(tiff, values, channels, bits, format)) {
    stored.fault = PictureFault::Damaged;
    return;
  }
  const double white = whiteOf(values);
  const bool dark = field<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK) == PHOTOMETRIC_MINISWHITE;
  const int colours = channels >= 3 ? 3 : 1;
  const bool alpha = channels == 2 || channels == 4;
  stored.pixels.create(size, alpha ? CV_8UC4 : CV_8UC(colours));
  const auto byteOf = [&](double value) {
    const double share = std::isfinite(value) ? value / white : value > 0 ? 1.0 : 0.0; // not a number: black
    return cv::saturate_cast<std::uint8_t>((dark ? 1 - share : share) * 255);
  };
  for (int y = 0; y < size.height; ++y) {
    const auto* from = values.ptr<double>(y);
    std::uint8_t* to = stored.pixels.ptr(y);
    for (int x = 0; x < size.width; ++x, from += channels) {
      const int wanted = alpha ? 3 : colours;
      for (int channel = 0; channel < wanted; ++channel) {
        *to++ = byteOf(from[colours == 1 ? 0 : 2 - channel]);
      }
      if (alpha) {
        *to++ = cv::saturate_cast<std::uint8_t>(from[channels - 1] / white * 255);
      }
    }
  }
}

// ---- everything else: libtiff knows how people see it

void decodeColours(TIFF* tiff, StoredPicture& stored, cv::Size size) {
  // It would mirror, but not turn, and that differently for strips and tiles: turning is done once for all formats.
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
  std::array<char, 1024> why{};
  if (TIFFRGBAImageOK(tiff, why.data()) == 0) {
    stored.fault = PictureFault::NoPicture;
    stored.reason = "is a TIFF picture of a kind that is not read here; convert it to PNG or JPEG";
    return;
  }
  cv::Mat rgba(size, CV_8UC4);
  constexpr int kStopOnError = 1;
  if (TIFFReadRGBAImageOriented(tiff, static_cast<std::uint32_t>(size.width), static_cast<std::uint32_t>(size.height),
                                reinterpret_cast<std::uint32_t*>(rgba.data), ORIENTATION_TOPLEFT, kStopOnError) == 0) {
    stored.fault = PictureFault::Damaged;
    return;
  }
  const int channels = field<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  std::uint16_t extras = 0;
  std::uint16_t* kinds = nullptr;
  const bool alpha = TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &extras, &kinds) != 0 && extras > 0;
  const bool grey = channels == 1 &&
                    field<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK) <= PHOTOMETRIC_MINISBLACK;
  stored.premultiplied = alpha;
  stored.pixels.create(size, alpha ? CV_8UC4 : grey ? CV_8UC1 : CV_8UC3);
  for (int y = 0; y < size.height; ++y) {
    const auto* from = rgba.ptr<std::uint32_t>(y);
    std::uint8_t* to = stored.pixels.ptr(y);
    for (int x = 0; x < size.width; ++x) {
      if (grey) {
        *to++ = TIFFGetG(from[x]);
        continue;
      }
      *to++ = TIFFGetB(from[x]);
      *to++ = TIFFGetG(from[x]);
      *to++ = TIFFGetR(from[x]);
      if (alpha) {
        *to++ = TIFFGetA(from[x]);
      }
    }
  }
}

int countPages(TIFF* tiff) {
  constexpr int kMost = 10000;
  int pages = 1;
  while (pages < kMost && TIFFReadDirectory(tiff) != 0) {
    // Smaller copies and masks of the picture before are no pages.
    pages +=
        (field<std::uint32_t>(tiff, TIFFTAG_SUBFILETYPE, 0) & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0 ? 1 : 0;
  }
  return pages;
}

bool isRaw(TIFF* tiff) {
  constexpr std::uint32_t kDngVersion = 50706;
  constexpr std::uint16_t kColourFilters = 32803;
  std::uint32_t count = 0;
  const void* value = nullptr;
  const bool small = (field<std::uint32_t>(tiff, TIFFTAG_SUBFILETYPE, 0) & FILETYPE_REDUCEDIMAGE) != 0;
  return field<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, 0) == kColourFilters ||
         (small && (TIFFGetField(tiff, kDngVersion, &count, &value) != 0 || TIFFLastDirectory(tiff) != 0));
}

} // namespace

StoredPicture decodeTiff(Bytes file) {
  StoredPicture stored;
  Source source{file};
  const Tiff tiff = openTiff(source);
  if (!tiff) {
    stored.fault = PictureFault::Damaged;
    return stored;
  }
  const auto width = field<std::uint32_t>(tiff.get(), TIFFTAG_IMAGEWIDTH, 0);
  const auto height = field<std::uint32_t>(tiff.get(), TIFFTAG_IMAGELENGTH, 0);
  if (width == 0 || height == 0) {
    stored.fault = PictureFault::Damaged;
    return stored;
  }
  if (isRaw(tiff.get())) {
    stored.fault = PictureFault::NoPicture;
    stored.reason = "is a camera's raw picture, which is not read here; convert it to JPEG or PNG";
    return stored;
  }
  if (!allowSize(stored, width, height)) {
    return stored;
  }
  if (isCutShort(tiff.get(), file.size())) {
    stored.fault = PictureFault::CutShort;
    return stored;
  }
  const int orientation = field<std::uint16_t>(tiff.get(), TIFFTAG_ORIENTATION, 1);
  const unsigned bits = field<std::uint16_t>(tiff.get(), TIFFTAG_BITSPERSAMPLE, 1);
  const unsigned format = field<std::uint16_t>(tiff.get(), TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
  const cv::Size size(static_cast<int>(width), static_cast<int>(height));
  if (readsNumbers(bits, format)) {
    decodeNumbers(tiff.get(), stored, size, bits, format);
  } else {
    decodeColours(tiff.get(), stored, size);
  }
  if (stored.fault == PictureFault::None) {
    stored.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
    stored.pages = countPages(tiff.get());
  }
  return stored;
}

} // namespace mien::detail
