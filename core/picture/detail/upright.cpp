#include "core/picture/detail/decoders.h"
#include "core/picture/detail/signatures.h"

#include <opencv2/core.hpp>

namespace mien::detail {

int exifOrientation(Bytes block) {
  using namespace std::string_view_literals;
  if (hasText(block, 0, "Exif\0\0"sv)) {
    block = block.subspan(6);
  }
  const bool little = hasText(block, 0, "II*\0"sv);
  if (!little && !hasText(block, 0, "MM\0*"sv)) {
    return 1;
  }
  const auto number = [&](std::uint64_t at, std::size_t bytes) -> std::uint64_t {
    if (at > block.size() || bytes > block.size() - at) {
      return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
      value |= static_cast<std::uint64_t>(block[at + i]) << (8 * (little ? i : bytes - 1 - i));
    }
    return value;
  };
  constexpr std::uint64_t kOrientation = 0x0112;
  constexpr std::uint64_t kShort = 3;
  const std::uint64_t directory = number(4, 4);
  const std::uint64_t entries = number(directory, 2);
  for (std::uint64_t i = 0; i < entries; ++i) {
    const std::uint64_t entry = directory + 2 + 12 * i;
    if (number(entry, 2) == kOrientation) {
      const std::uint64_t value = number(entry + 8, number(entry + 2, 2) == kShort ? 2 : 4);
      return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
  }
  return 1;
}

cv::Mat turnedUpright(const cv::Mat& pixels, int orientation) {
  constexpr int kBoth = -1;
  constexpr int kUpDown = 0;
  constexpr int kLeftRight = 1;
  if (orientation < 2 || orientation > 8) {
    return pixels;
  }
  cv::Mat turned;
  if (orientation >= 5) {
    cv::transpose(pixels, turned);
  }
  const cv::Mat& from = orientation >= 5 ? turned : pixels;
  cv::Mat upright;
  switch (orientation) {
  case 2:
  case 6:
    cv::flip(from, upright, kLeftRight);
    return upright;
  case 3:
  case 7:
    cv::flip(from, upright, kBoth);
    return upright;
  case 4:
  case 8:
    cv::flip(from, upright, kUpDown);
    return upright;
  default:
    return turned;
  }
}

cv::Mat onWhite(const cv::Mat& bgra, bool premultiplied) {
  cv::Mat image(bgra.size(), CV_8UC3);
  for (int y = 0; y < bgra.rows; ++y) {
    const auto* from = bgra.ptr<cv::Vec4b>(y);
    auto* to = image.ptr<cv::Vec3b>(y);
    for (int x = 0; x < bgra.cols; ++x) {
      const int alpha = from[x][3];
      for (int channel = 0; channel < 3; ++channel) {
        const int own = premultiplied ? from[x][channel] * 255 : from[x][channel] * alpha;
        to[x][channel] = cv::saturate_cast<std::uint8_t>((own + 255 * (255 - alpha) + 127) / 255);
      }
    }
  }
  return image;
}

} // namespace mien::detail
