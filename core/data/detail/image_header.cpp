#include "core/data/detail/image_header.h"

#include <algorithm>
#include <array>

namespace mien::detail {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::int64_t kLargest = 100'000'000; // pixels; what is beyond is a mistake or an attack

std::uint32_t bigEndian(Bytes bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value = value << 8 | bytes[at + i];
  }
  return value;
}

std::optional<ImageHeader> readPng(Bytes file) {
  constexpr std::size_t kHeaderEnd = 8 + 8 + 13; // signature, chunk head, IHDR
  constexpr std::array<std::uint8_t, 4> kEnd = {'I', 'E', 'N', 'D'};
  if (file.size() < kHeaderEnd || std::search(file.rbegin(), file.rend(), kEnd.rbegin(), kEnd.rend()) == file.rend()) {
    return std::nullopt;
  }
  constexpr unsigned kColourBit = 2; // of IHDR's colour type
  if (bigEndian(file, 16, 4) > INT32_MAX || bigEndian(file, 20, 4) > INT32_MAX) {
    return std::nullopt;
  }
  return ImageHeader{static_cast<int>(bigEndian(file, 16, 4)), static_cast<int>(bigEndian(file, 20, 4)),
                     (file[25] & kColourBit) != 0};
}

std::optional<ImageHeader> readJpeg(Bytes file) {
  constexpr std::array<std::uint8_t, 2> kEnd = {0xFF, 0xD9};
  if (std::search(file.rbegin(), file.rend(), kEnd.rbegin(), kEnd.rend()) == file.rend()) {
    return std::nullopt;
  }
  std::size_t at = 2;
  while (at + 9 < file.size()) {
    if (file[at] != 0xFF) {
      return std::nullopt;
    }
    const unsigned marker = file[at + 1];
    if (marker == 0xFF) { // fill byte
      ++at;
      continue;
    }
    const bool startOfFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (startOfFrame) {
      return ImageHeader{static_cast<int>(bigEndian(file, at + 7, 2)), static_cast<int>(bigEndian(file, at + 5, 2)),
                         file[at + 9] > 1};
    }
    const bool alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8); // a marker without a segment
    at += alone ? 2 : 2 + bigEndian(file, at + 2, 2);
  }
  return std::nullopt;
}

} // namespace

std::optional<ImageHeader> readImageHeader(Bytes file) {
  constexpr std::array<std::uint8_t, 8> kPng = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  constexpr std::array<std::uint8_t, 3> kJpeg = {0xFF, 0xD8, 0xFF};
  std::optional<ImageHeader> header;
  if (file.size() >= kPng.size() && std::equal(kPng.begin(), kPng.end(), file.begin())) {
    header = readPng(file);
  } else if (file.size() >= kJpeg.size() && std::equal(kJpeg.begin(), kJpeg.end(), file.begin())) {
    header = readJpeg(file);
  }
  if (header && (header->width < 1 || header->height < 1 || std::int64_t{header->width} * header->height > kLargest)) {
    return std::nullopt;
  }
  return header;
}

} // namespace mien::detail
