#include "core/common/image_header.h"

#include "core/common/text/ascii.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mien {

namespace {

using Bytes = std::span<const std::uint8_t>;

bool hasText(Bytes file, std::size_t at, std::string_view text) {
  return file.size() >= at + text.size() &&
         std::equal(text.begin(), text.end(), file.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

std::optional<std::uint64_t> littleEndian(Bytes file, std::size_t at, std::size_t bytes) {
  if (at > file.size() || bytes > file.size() - at) {
    return std::nullopt;
  }
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    value |= static_cast<std::uint64_t>(file[at + i]) << (8 * i);
  }
  return value;
}

std::optional<std::uint64_t> bigEndian(Bytes file, std::size_t at, std::size_t bytes) {
  if (at > file.size() || bytes > file.size() - at) {
    return std::nullopt;
  }
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    value = value << 8U | file[at + i];
  }
  return value;
}

std::optional<ImageHeader> sized(std::optional<std::uint64_t> width, std::optional<std::uint64_t> height,
                                 bool hasAlpha = false) {
  if (!width || !height || *width == 0 || *height == 0) {
    return std::nullopt;
  }
  ImageHeader header;
  header.width = *width;
  header.height = *height;
  header.hasAlpha = hasAlpha;
  return header;
}

bool endsWithin(Bytes part, std::string_view mark) {
  return std::search(part.rbegin(), part.rend(), mark.rbegin(), mark.rend(),
                     [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); }) != part.rend();
}

/// Whether a chunk of transparent colours stands before the picture.
bool hasTransparentColours(Bytes file) {
  std::size_t at = 8;
  while (const auto length = bigEndian(file, at, 4)) {
    if (hasText(file, at + 4, "tRNS")) {
      return true;
    }
    if (hasText(file, at + 4, "IDAT")) {
      return false;
    }
    at += 12 + *length;
  }
  return false;
}

std::optional<ImageHeader> readPng(Bytes file) {
  constexpr unsigned kColourBit = 2;
  constexpr unsigned kAlphaBit = 4;
  auto header = sized(bigEndian(file, 16, 4), bigEndian(file, 20, 4));
  const auto colourType = bigEndian(file, 25, 1);
  if (!header || !colourType) {
    return std::nullopt;
  }
  header->colour = (*colourType & kColourBit) != 0;
  header->hasAlpha = (*colourType & kAlphaBit) != 0 || hasTransparentColours(file);
  header->complete = endsWithin(file, "IEND");
  return header;
}

std::optional<ImageHeader> readJpeg(Bytes file) {
  std::optional<ImageHeader> header;
  std::size_t at = 2;
  while (at + 4 <= file.size()) {
    if (file[at] != 0xFF) {
      break;
    }
    const std::uint8_t marker = file[at + 1];
    if (marker == 0xFF) { // fill byte
      ++at;
      continue;
    }
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame) {
      header = sized(bigEndian(file, at + 7, 2), bigEndian(file, at + 5, 2));
      if (header) {
        header->colour = bigEndian(file, at + 9, 1).value_or(1) > 1;
        header->complete = false;
      }
    }
    if (marker == 0xDA) { // the picture itself; a thumbnail before it has an end mark of its own
      if (header) {
        header->complete = endsWithin(file.subspan(at), "\xFF\xD9");
      }
      return header;
    }
    const bool alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    at += alone ? 2 : 2 + static_cast<std::size_t>(*bigEndian(file, at + 2, 2));
  }
  return header;
}

std::optional<ImageHeader> readBmp(Bytes file) {
  const auto headerSize = littleEndian(file, 14, 4);
  if (headerSize == 12U) { // OS/2
    return sized(littleEndian(file, 18, 2), littleEndian(file, 20, 2));
  }
  auto height = littleEndian(file, 22, 4);
  if (height && *height > 0x7FFFFFFFU) { // negative: rows from the top
    height = 0x100000000U - *height;
  }
  return sized(littleEndian(file, 18, 4), height);
}

std::optional<ImageHeader> readWebp(Bytes file) {
  if (hasText(file, 12, "VP8X")) {
    const auto width = littleEndian(file, 24, 3);
    const auto height = littleEndian(file, 27, 3);
    if (!width || !height) {
      return std::nullopt;
    }
    return sized(*width + 1, *height + 1, (file[20] & 0x10U) != 0);
  }
  if (hasText(file, 12, "VP8L")) {
    const auto bits = littleEndian(file, 21, 4);
    if (!bits) {
      return std::nullopt;
    }
    return sized((*bits & 0x3FFFU) + 1, (*bits >> 14U & 0x3FFFU) + 1, (*bits >> 28U & 1U) != 0);
  }
  const auto width = littleEndian(file, 26, 2);
  const auto height = littleEndian(file, 28, 2);
  if (!hasText(file, 12, "VP8 ") || !width || !height) {
    return std::nullopt;
  }
  return sized(*width & 0x3FFFU, *height & 0x3FFFU);
}

std::optional<ImageHeader> readTiff(Bytes file) {
  const auto read = hasText(file, 0, "II") ? littleEndian : bigEndian;
  const auto directory = read(file, 4, 4);
  if (!directory) {
    return std::nullopt;
  }
  const auto entries = read(file, *directory, 2);
  std::optional<std::uint64_t> width;
  std::optional<std::uint64_t> height;
  for (std::size_t i = 0; entries && i < *entries; ++i) {
    const std::size_t entry = *directory + 2 + 12 * i;
    const auto tag = read(file, entry, 2);
    const auto type = read(file, entry + 2, 2);
    if (!tag || !type) {
      return std::nullopt;
    }
    const auto value = read(file, entry + 8, type == 3U ? 2 : 4);
    if (tag == 256U) {
      width = value;
    } else if (tag == 257U) {
      height = value;
    }
  }
  return sized(width, height);
}

bool isBlank(std::uint8_t byte) { return isAsciiBlank(static_cast<char>(byte)); }

std::optional<ImageHeader> readPnm(Bytes file) {
  std::array<std::uint64_t, 2> size{};
  std::size_t at = 2;
  for (std::uint64_t& number : size) {
    while (at < file.size() && (isBlank(file[at]) || file[at] == '#')) {
      if (file[at] == '#') {
        while (at < file.size() && file[at] != '\n') {
          ++at;
        }
      } else {
        ++at;
      }
    }
    for (; at < file.size() && isAsciiDigit(static_cast<char>(file[at])); ++at) {
      number = std::min<std::uint64_t>(number * 10 + (file[at] - '0'), 1U << 31U); // more digits cannot overflow it
    }
  }
  return sized(size[0], size[1]);
}

} // namespace

std::optional<ImageHeader> readImageHeader(Bytes file) {
  if (hasText(file, 0, "\x89PNG\r\n\x1A\n") && hasText(file, 12, "IHDR")) {
    return readPng(file);
  }
  if (hasText(file, 0, "\xFF\xD8\xFF")) {
    return readJpeg(file);
  }
  if (hasText(file, 0, "BM")) {
    return readBmp(file);
  }
  if (hasText(file, 0, "RIFF") && hasText(file, 8, "WEBP")) {
    return readWebp(file);
  }
  if (hasText(file, 0, std::string_view("II*\0", 4)) || hasText(file, 0, std::string_view("MM\0*", 4))) {
    return readTiff(file);
  }
  if (file.size() > 2 && file[0] == 'P' && file[1] >= '1' && file[1] <= '6' && isBlank(file[2])) {
    return readPnm(file);
  }
  return std::nullopt;
}

} // namespace mien
