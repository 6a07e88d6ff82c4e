#include "core/picture/detail/signatures.h"

#include "core/common/text/ascii.h"

#include <algorithm>
#include <array>
#include <string>

namespace mien::detail {

namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t at;
  std::string_view mark;
  FileType look;
};

constexpr FileType picture(PictureFormat format, std::string_view what) {
  return {FileKind::Picture, format, false, what};
}
constexpr FileType video(std::string_view what) { return {FileKind::Video, PictureFormat::None, false, what}; }
constexpr FileType other(std::string_view what) { return {FileKind::Other, PictureFormat::None, false, what}; }
constexpr FileType weights(std::string_view what) { return {FileKind::Weights, PictureFormat::None, false, what}; }

constexpr std::array kSignatures{
    Signature{0, "\x89PNG\r\n\x1A\n"sv, picture(PictureFormat::Png, "a PNG picture")},
    Signature{0, "\xFF\xD8\xFF"sv, picture(PictureFormat::Jpeg, "a JPEG picture")},
    Signature{0, "GIF87a"sv, picture(PictureFormat::Gif, "a GIF picture")},
    Signature{0, "GIF89a"sv, picture(PictureFormat::Gif, "a GIF picture")},
    Signature{8, "CR\x02\0"sv, other("a camera's raw picture")}, // Canon: a TIFF with a mark of its own
    Signature{0, "II*\0"sv, picture(PictureFormat::Tiff, "a TIFF picture")},
    Signature{0, "MM\0*"sv, picture(PictureFormat::Tiff, "a TIFF picture")},
    Signature{0, "II+\0"sv, picture(PictureFormat::Tiff, "a TIFF picture")}, // BigTIFF
    Signature{0, "MM\0+"sv, picture(PictureFormat::Tiff, "a TIFF picture")},
    Signature{0, "\x1A\x45\xDF\xA3"sv, video("a Matroska or WebM video")},
    Signature{0, "FLV\x01"sv, video("a Flash video")},
    Signature{0, "OggS"sv, video("an Ogg video")},
    Signature{0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9"sv, video("a Windows Media video")},
    Signature{0, "\0\0\x01\xBA"sv, video("an MPEG video")},
    Signature{0, "\0\0\x01\xB3"sv, video("an MPEG video")},
    Signature{0, "\0\0\x01\xB0"sv, video("an MPEG-4 video")},
    Signature{0, "\x12\0\x0A"sv, video("an AV1 video")}, // a temporal delimiter, then a sequence header
    Signature{0, "\x1F\x07\0"sv, video("a DV video")},
    Signature{0, "nut/multimedia container\0"sv, video("a NUT video")},
    Signature{0, ".RMF\0\0\0"sv, video("a RealMedia video")},
    Signature{0, "DKIF\0\0"sv, video("an IVF video")},
    Signature{0, "YUV4MPEG2 "sv, video("a YUV4MPEG video")},
    Signature{0, "\x06\x0E\x2B\x34\x02\x05\x01\x01\x0D\x01\x02\x01\x01"sv, video("an MXF video")},
    Signature{4, "moov"sv, video("a QuickTime video")}, // from before ftyp
    Signature{4, "mdat"sv, video("a QuickTime video")},
    Signature{0, "\x89HDF\r\n\x1A\n"sv, weights("an HDF5 file")},
    Signature{0, "\0\x05\x16\x07"sv, {FileKind::Litter, PictureFormat::None, false, "a macOS companion file"}},
    Signature{0, "%PDF-"sv, other("a PDF document")},
    Signature{0, "8BPS\0"sv, other("a Photoshop picture")},
    Signature{0, "\0\0\0\x0CjP  \r\n\x87\n"sv, other("a JPEG 2000 picture")},
    Signature{0, "\xFF\x4F\xFF\x51"sv, other("a JPEG 2000 picture")},
    Signature{0, "\0\0\0\x0CJXL \r\n\x87\n"sv, other("a JPEG XL picture")},
    Signature{0, "\xFF\x0A"sv, other("a JPEG XL picture")},
    Signature{0, "\x76\x2F\x31\x01"sv, other("an OpenEXR picture")},
    Signature{0, "#?RADIANCE"sv, other("a Radiance picture")},
    Signature{0, "FUJIFILMCCD-RAW"sv, other("a camera's raw picture")},
    Signature{0, "IIRO"sv, other("a camera's raw picture")},
    Signature{0, "IIU\0"sv, other("a camera's raw picture")},
    Signature{0, "\0\0\x01\0"sv, other("an icon")},
    Signature{0, "7z\xBC\xAF\x27\x1C"sv, other("a 7z archive")},
    Signature{0, "Rar!\x1A\x07"sv, other("a RAR archive")},
    Signature{0, "\x1F\x8B"sv, other("a gzip file")},
    Signature{0, "SQLite format 3\0"sv, other("an SQLite database")},
    Signature{0, "\x93NUMPY"sv, other("a NumPy array")},
    Signature{0, "PAR1"sv, other("a Parquet table")},
    Signature{0, "ID3"sv, other("a sound file")},
    Signature{0, "fLaC"sv, other("a sound file")},
    Signature{0,
              "\x7F"
              "ELF"sv,
              other("a program")},
    Signature{0, "MZ"sv, other("a Windows program")},
};

std::uint64_t littleEndian(Bytes file, std::size_t at, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes && at + i < file.size(); ++i) {
    value |= static_cast<std::uint64_t>(file[at + i]) << (8 * i);
  }
  return value;
}

std::uint32_t bigEndian32(Bytes file, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8U | (at + i < file.size() ? file[at + i] : 0U);
  }
  return value;
}

/// Films that begin with a small box of another kind; four letters alone could be those of a text ("The free ...").
bool isQuickTime(Bytes file) {
  const std::uint32_t size = bigEndian32(file, 0);
  return size >= 8 && size <= 0xFFFFU &&
         (hasText(file, 4, "wide") || hasText(file, 4, "free") || hasText(file, 4, "skip") || hasText(file, 4, "pnot"));
}

/// What cameras of H.264 and H.265 (ISO/IEC 14496-10 and 23008-2, Annex B) write where no container is wanted: a start
/// code, then the unit's header: an access unit delimiter or the first parameter set.
std::optional<FileType> detectBareCodec(Bytes file) {
  const std::size_t header = hasText(file, 0, "\0\0\0\x01"sv) ? 4 : hasText(file, 0, "\0\0\x01"sv) ? 3 : 0;
  if (header == 0 || file.size() < header + 2) {
    return std::nullopt;
  }
  const std::uint8_t first = file[header];
  if (first == 0x09 || first == 0x27 || first == 0x47 || first == 0x67) {
    return video("an H.264 video");
  }
  if ((first == 0x40 || first == 0x42 || first == 0x46) && file[header + 1] == 0x01) {
    return video("an H.265 video");
  }
  return std::nullopt;
}

/// What a network camera sends ("multipart/x-mixed-replace"), saved.
bool isMultipartJpeg(Bytes file) {
  constexpr std::size_t kHeaders = 512;
  const std::string text(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(std::min(file.size(), kHeaders)));
  const std::size_t start = text.find_first_not_of("\r\n");
  return start != std::string::npos && text.compare(start, 2, "--") == 0 &&
         asciiLower(text.substr(0, text.find("\xFF\xD8"))).find("content-type: image/jp") != std::string::npos;
}

/// ISO base media (ISO/IEC 14496-12): films, and pictures after ISO/IEC 23008-12. The major brand may be a general one
/// ("mif1"), so that the compatible ones count as well.
std::optional<FileType> detectBrandType(Bytes file) {
  if (!hasText(file, 4, "ftyp")) {
    return std::nullopt;
  }
  const std::size_t end = std::min<std::size_t>(std::max<std::uint32_t>(bigEndian32(file, 0), 12), file.size());
  const auto has = [&](std::initializer_list<std::string_view> brands) {
    return std::any_of(brands.begin(), brands.end(), [&](std::string_view brand) {
      for (std::size_t at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) { // after the major brand stands its version
        if (hasText(file, at, brand)) {
          return true;
        }
      }
      return false;
    });
  };
  const auto major = [&](std::initializer_list<std::string_view> brands) {
    return std::any_of(brands.begin(), brands.end(), [&](std::string_view brand) { return hasText(file, 8, brand); });
  };
  if (major({"crx "})) {
    return other("a camera's raw picture");
  }
  if (major({"M4A ", "M4B ", "F4A "})) {
    return other("a sound file");
  }
  const bool general = major({"mif1", "msf1", "miaf"});
  const bool sequence = major({"msf1", "hevc", "hevx", "avis"});
  if (major({"avif", "avis"}) || (general && has({"avif", "avis"}))) {
    return FileType{FileKind::Picture, PictureFormat::Avif, sequence, "an AVIF picture"};
  }
  if (general || major({"heic", "heix", "heim", "heis", "hevc", "hevx"})) {
    return FileType{FileKind::Picture, PictureFormat::Heif, sequence, "a HEIC picture"};
  }
  return video("an MP4 or QuickTime video");
}

std::optional<FileType> detectRiffType(Bytes file) {
  if (!hasText(file, 0, "RIFF")) {
    return std::nullopt;
  }
  if (hasText(file, 8, "WEBP")) {
    return picture(PictureFormat::WebP, "a WebP picture");
  }
  if (hasText(file, 8, "AVI ")) {
    return video("an AVI video");
  }
  return other(hasText(file, 8, "WAVE") ? "a sound file" : "");
}

/// Packets of 188 bytes that begin with 0x47 (ISO/IEC 13818-1), of 192 with a time before each (Blu-ray, AVCHD), of 204
/// with a check sum behind. A stream that was cut out of a broadcast begins anywhere.
bool isTransportStream(Bytes file) {
  constexpr std::size_t kPackets = 5;
  for (const std::size_t packet : {188U, 192U, 204U}) {
    for (std::size_t first = 0; first < packet && first + (kPackets - 1) * packet < file.size(); ++first) {
      bool all = true;
      for (std::size_t i = 0; all && i < kPackets; ++i) {
        all = file[first + i * packet] == 0x47;
      }
      if (all) {
        return true;
      }
    }
  }
  return false;
}

std::optional<FileType> detectWeightsType(Bytes file) {
  if (hasText(file, 0, "PK\x03\x04")) { // of a zip the name of the first entry tells
    const auto length = static_cast<std::size_t>(littleEndian(file, 26, 2));
    const Bytes rest = file.subspan(std::min<std::size_t>(30, file.size()));
    const std::string name(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(std::min(length, rest.size())));
    const auto ends = [&](std::string_view end) { return name.ends_with(end); };
    if (ends("data.pkl") || ends("/version") || ends(".format_version") || ends("/byteorder") ||
        ends(".storage_alignment") || ends("constants.pkl")) {
      return weights("a PyTorch file");
    }
    if (name == "metadata.json" || name == "config.json") {
      return weights("a Keras file");
    }
    return other(name == "[Content_Types].xml" ? "an Office document" : "a zip archive");
  }
  if (file.size() > 2 && file[0] == 0x80 && file[1] >= 2 && file[1] <= 5) {
    return weights("a Python pickle");
  }
  if (file.size() > 16 && file[0] == 0x08 && file[1] >= 1 && file[1] <= 20 && file[2] == 0x12) { // ir_version, producer
    return weights("an ONNX file");
  }
  const std::uint64_t header = littleEndian(file, 0, 8); // safetensors: the length of the JSON that follows
  if (file.size() > 9 && file[8] == '{' && header >= 2 && header <= 100'000'000) {
    return weights("a safetensors file");
  }
  return std::nullopt;
}

bool isPnm(Bytes file) {
  const auto blank = [](std::uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  return file.size() > 3 && file[0] == 'P' && file[1] >= '1' && file[1] <= '6' && blank(file[2]) &&
         (blank(file[3]) || file[3] == '#' || (file[3] >= '0' && file[3] <= '9'));
}

/// "BM" alone could be the beginning of a text: the size of the header behind it is one of a few.
bool isBmp(Bytes file) {
  const std::uint64_t header = littleEndian(file, 14, 4);
  return hasText(file, 0, "BM") && (header == 12 || header == 16 || (header >= 40 && header <= 124) || header == 64);
}

bool isWebpAnimated(Bytes file) { return hasText(file, 12, "VP8X") && file.size() > 20 && (file[20] & 2U) != 0; }

} // namespace

bool hasText(Bytes file, std::size_t at, std::string_view text) {
  return at <= file.size() && text.size() <= file.size() - at &&
         std::equal(text.begin(), text.end(), file.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

std::optional<FileType> detectBySignature(Bytes file) {
  for (const Signature& signature : kSignatures) {
    if (hasText(file, signature.at, signature.mark)) {
      return signature.look;
    }
  }
  if (auto look = detectBrandType(file)) {
    return look;
  }
  if (auto look = detectBareCodec(file)) {
    return look;
  }
  if (isQuickTime(file)) {
    return video("a QuickTime video");
  }
  if (isMultipartJpeg(file)) {
    return video("a Motion JPEG video");
  }
  if (auto look = detectRiffType(file)) {
    return look;
  }
  if (isBmp(file)) {
    return picture(PictureFormat::Bmp, "a BMP picture");
  }
  if (isPnm(file)) {
    return picture(PictureFormat::Pnm, "a PNM picture");
  }
  if (auto look = detectWeightsType(file)) {
    return look;
  }
  if (isTransportStream(file)) {
    return video("an MPEG transport stream");
  }
  return std::nullopt;
}

bool isAnimated(Bytes file, PictureFormat format) {
  switch (format) {
  case PictureFormat::WebP:
    return isWebpAnimated(file);
  case PictureFormat::Png:
    return countPngFrames(file) > 1;
  case PictureFormat::Gif:
    return countGifFrames(file, 2) > 1;
  default:
    return false;
  }
}

int countPngFrames(Bytes file) {
  for (std::size_t at = 8; at + 8 <= file.size(); at += 12 + std::size_t{bigEndian32(file, at)}) {
    if (hasText(file, at + 4, "acTL")) {
      return static_cast<int>(std::clamp<std::uint32_t>(bigEndian32(file, at + 8), 1, 1U << 30U));
    }
    if (hasText(file, at + 4, "IDAT")) {
      return 1;
    }
  }
  return 1;
}

// Counts image descriptors after CompuServe's GIF89a specification.
int countGifFrames(Bytes file, int most) {
  const auto colours = [](std::uint8_t flags) {
    return (flags & 0x80U) != 0 ? std::size_t{3} << ((flags & 7U) + 1) : std::size_t{0};
  };
  if (file.size() < 13) {
    return 0;
  }
  std::size_t at = 13 + colours(file[10]);
  const auto skipBlocks = [&] {
    while (at < file.size() && file[at] != 0) {
      at += 1 + std::size_t{file[at]};
    }
    ++at;
  };
  int pictures = 0;
  while (at < file.size() && pictures < most) {
    if (file[at] == 0x21) {
      at += 2;
      skipBlocks();
    } else if (file[at] == 0x2C && at + 9 < file.size()) {
      ++pictures;
      at += 10 + colours(file[at + 9]) + 1;
      skipBlocks();
    } else {
      break;
    }
  }
  return pictures;
}

} // namespace mien::detail
