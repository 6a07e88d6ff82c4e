#pragma once

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mien::test {

// Picture files made byte by byte after their formats' specifications, for what OpenCV cannot write.

inline std::string bigEndian(std::uint32_t value, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    text += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
  }
  return text;
}

inline std::string littleEndian(std::uint32_t value, int bytes) {
  std::string text = bigEndian(value, bytes);
  return {text.rbegin(), text.rend()};
}

inline std::string encoded(const cv::Mat& image, const std::string& suffix, const std::vector<int>& settings = {}) {
  std::vector<std::uint8_t> bytes;
  cv::imencode(suffix, image, bytes, settings);
  return {bytes.begin(), bytes.end()};
}

/// A TIFF directory with nothing but the orientation.
inline std::string exifBlock(int orientation) {
  return std::string("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01", 18) +
         bigEndian(static_cast<std::uint32_t>(orientation), 2) + std::string("\0\0\0\0\0\0", 6);
}

inline std::string jpegWithExif(const std::string& jpeg, int orientation) {
  const std::string body = std::string("Exif\0\0", 6) + exifBlock(orientation);
  return jpeg.substr(0, 2) + "\xFF\xE1" + bigEndian(static_cast<std::uint32_t>(body.size() + 2), 2) + body +
         jpeg.substr(2);
}

/// CRC-32 as PNG wants it.
inline std::uint32_t checkSum(const std::string& text) {
  std::uint32_t sum = 0xFFFFFFFFU;
  for (const char letter : text) {
    sum ^= static_cast<std::uint8_t>(letter);
    for (int bit = 0; bit < 8; ++bit) {
      sum = (sum & 1U) != 0 ? sum >> 1U ^ 0xEDB88320U : sum >> 1U;
    }
  }
  return ~sum;
}

inline std::string pngChunk(const std::string& name, const std::string& data) {
  return bigEndian(static_cast<std::uint32_t>(data.size()), 4) + name + data + bigEndian(checkSum(name + data), 4);
}

inline constexpr std::size_t kPngHeader = 8 + 25; ///< signature and IHDR

inline std::string pngWith(const std::string& png, const std::string& chunk) {
  return png.substr(0, kPngHeader) + chunk + png.substr(kPngHeader);
}

/// An extended WebP (VP8X) of a lossless one without alpha.
inline std::string webpWithExif(const std::string& webp, int width, int height, int orientation) {
  const auto chunk = [](const std::string& name, std::string data) {
    const std::string size = littleEndian(static_cast<std::uint32_t>(data.size()), 4);
    data += data.size() % 2 == 1 ? std::string(1, '\0') : std::string();
    return name + size + data;
  };
  const std::string flags = littleEndian(0x08, 4); // EXIF
  const std::string body = "WEBP" +
                           chunk("VP8X", flags + littleEndian(static_cast<std::uint32_t>(width - 1), 3) +
                                             littleEndian(static_cast<std::uint32_t>(height - 1), 3)) +
                           webp.substr(12) + chunk("EXIF", exifBlock(orientation));
  return "RIFF" + littleEndian(static_cast<std::uint32_t>(body.size()), 4) + body;
}

/// One uncompressed page: its tags (all short) and its samples.
struct TiffPage {
  std::map<int, std::vector<int>> tags;
  std::string samples;
};

inline TiffPage tiffPage(int width, int height, int channels, int bits, int photometric, std::string samples) {
  TiffPage page;
  page.samples = std::move(samples);
  page.tags = {{256, {width}},
               {257, {height}},
               {258, std::vector<int>(static_cast<std::size_t>(channels), bits)},
               {259, {1}},
               {262, {photometric}},
               {277, {channels}},
               {278, {height}},
               {284, {1}}};
  return page;
}

/// A little-endian TIFF 6.0 of these pages.
inline std::string tiff(const std::vector<TiffPage>& pages) {
  std::string file = "II*" + std::string(1, '\0');
  std::size_t link = file.size();
  file += std::string(4, '\0');
  for (const TiffPage& page : pages) {
    const std::size_t samples = file.size();
    file += page.samples;
    file += file.size() % 2 == 1 ? std::string(1, '\0') : std::string();
    struct Entry {
      int type;
      std::uint32_t count;
      std::string value;
    };
    std::map<int, Entry> entries;
    for (const auto& [tag, values] : page.tags) {
      std::string text;
      for (const int value : values) {
        text += littleEndian(static_cast<std::uint32_t>(value), 2);
      }
      if (text.size() > 4) {
        const std::string at = littleEndian(static_cast<std::uint32_t>(file.size()), 4);
        file += text;
        text = at;
      }
      text.resize(4, '\0');
      entries[tag] = {3, static_cast<std::uint32_t>(values.size()), text};
    }
    entries[273] = {4, 1, littleEndian(static_cast<std::uint32_t>(samples), 4)};
    entries[279] = {4, 1, littleEndian(static_cast<std::uint32_t>(page.samples.size()), 4)};
    file.replace(link, 4, littleEndian(static_cast<std::uint32_t>(file.size()), 4));
    file += littleEndian(static_cast<std::uint32_t>(entries.size()), 2);
    for (const auto& [tag, entry] : entries) {
      file += littleEndian(static_cast<std::uint32_t>(tag), 2) +
              littleEndian(static_cast<std::uint32_t>(entry.type), 2) + littleEndian(entry.count, 4) + entry.value;
    }
    link = file.size();
    file += std::string(4, '\0');
  }
  return file;
}

template <class Value> std::string bytesOf(const std::vector<Value>& values) {
  std::string bytes(values.size() * sizeof(Value), '\0');
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

/// 10 x 10 px: red, blue and a white square in the middle ("What's in a GIF", sample_1.gif). `frames` times.
inline std::string gif(int frames, bool transparentWhite = false) {
  using namespace std::string_literals;
  std::string file = "GIF89a\x0A\0\x0A\0\x91\0\0"s + "\xFF\xFF\xFF\xFF\0\0\0\0\xFF\0\0\0"s;
  for (int i = 0; i < frames; ++i) {
    file += "\x21\xF9\x04"s + (transparentWhite ? '\x01' : '\0') + "\x0A\0\0\0"s + ",\0\0\0\0\x0A\0\x0A\0\0"s +
            "\x02\x16\x8C\x2D\x99\x87\x2A\x1C\xDC\x33\xA0\x02\x75\xEC\x95\xFA\xA8\xDE\x60\x8C\x04\x91\x4C\x01\0"s;
  }
  return file + ';';
}

} // namespace mien::test
