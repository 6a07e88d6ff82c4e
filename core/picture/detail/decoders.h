#pragma once

#include "core/picture/picture.h"

#include <opencv2/core/mat.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace mien::detail {

using Bytes = std::span<const std::uint8_t>;

/// A picture as its file stores it: not yet turned, its transparency not yet laid on anything.
struct StoredPicture {
  PictureFault fault = PictureFault::None;
  std::string reason;         ///< of NoPicture and NoDecoder
  std::uint64_t width = 0;    ///< of TooLarge
  std::uint64_t height = 0;   ///< of TooLarge
  cv::Mat pixels;             ///< CV_8UC1 grey, CV_8UC3 BGR or CV_8UC4 BGRA
  bool premultiplied = false; ///< of CV_8UC4
  int orientation = 1;        ///< as EXIF counts, 1 to 8
  bool cutShort = false;
  bool damaged = false;
  int frames = 1;
  int pages = 1;
};

/// Whether a picture of this size may be decoded; else `stored` says why not.
[[nodiscard]] bool allowSize(StoredPicture& stored, std::uint64_t width, std::uint64_t height);

// One function a format. None throws, but for std::bad_alloc and cv::Exception.
[[nodiscard]] StoredPicture decodeJpeg(Bytes file);
[[nodiscard]] StoredPicture decodePng(Bytes file);
[[nodiscard]] StoredPicture decodeWebp(Bytes file);
[[nodiscard]] StoredPicture decodeTiff(Bytes file);
[[nodiscard]] StoredPicture decodeGif(Bytes file);
[[nodiscard]] StoredPicture decodeHeif(Bytes file);
[[nodiscard]] StoredPicture decodeBmp(Bytes file);
[[nodiscard]] StoredPicture decodePnm(Bytes file);

/// The orientation that an EXIF block (a TIFF directory, with or without "Exif\0\0" before it) states; 1 where it
/// states none or a value that does not exist.
[[nodiscard]] int exifOrientation(Bytes block);

/// The picture upright.
[[nodiscard]] cv::Mat turnedUpright(const cv::Mat& pixels, int orientation);

/// BGRA on white, as BGR.
[[nodiscard]] cv::Mat onWhite(const cv::Mat& bgra, bool premultiplied);

} // namespace mien::detail
