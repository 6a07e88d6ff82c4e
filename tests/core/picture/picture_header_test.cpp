#include "core/picture/picture_header.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <string>
#include <vector>

namespace mien {
namespace {

std::string encoded(const cv::Mat& image, const std::string& suffix, const std::vector<int>& settings = {}) {
  std::vector<std::uint8_t> bytes;
  cv::imencode(suffix, image, bytes, settings);
  return {bytes.begin(), bytes.end()};
}

TEST(ImageHeader, ReadsTheSizeOfEveryFormat) {
  const cv::Mat image(37, 53, CV_8UC3, cv::Scalar::all(90));
  for (const char* suffix : {".png", ".jpg", ".bmp", ".webp", ".tiff", ".ppm"}) {
    const std::string bytes = encoded(image, suffix);
    const auto header = readImageHeader({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    ASSERT_TRUE(header) << suffix;
    EXPECT_EQ(header->width, 53U) << suffix;
    EXPECT_EQ(header->height, 37U) << suffix;
    EXPECT_FALSE(header->hasAlpha) << suffix;
  }
}

TEST(ImageHeader, LosslessWebpTellsItsSize) {
  const std::string bytes =
      encoded(cv::Mat(37, 530, CV_8UC3, cv::Scalar::all(90)), ".webp", {cv::IMWRITE_WEBP_QUALITY, 101});
  const auto header = readImageHeader({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  ASSERT_TRUE(header);
  EXPECT_EQ(header->width, 530U);
  EXPECT_EQ(header->height, 37U);
}

TEST(ImageHeader, SurvivesEveryCut) {
  const cv::Mat image(37, 53, CV_8UC3, cv::Scalar::all(90));
  for (const char* suffix : {".png", ".jpg", ".bmp", ".webp", ".tiff", ".ppm"}) {
    const std::string bytes = encoded(image, suffix);
    for (std::size_t size = 0; size < std::min<std::size_t>(bytes.size(), 700); ++size) {
      // A copy of exactly this size, so that AddressSanitizer sees any step beyond it.
      const std::vector<std::uint8_t> cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
      const auto header = readImageHeader(cut);
      if (header && std::string(suffix) != ".ppm") { // a cut number is still a number
        EXPECT_EQ(header->width, 53U) << suffix << " cut to " << size;
      }
    }
  }
}

TEST(ImageHeader, SeesTheEndOfThePicture) {
  for (const char* suffix : {".png", ".jpg"}) {
    const std::string bytes = encoded(cv::Mat(37, 53, CV_8UC3, cv::Scalar::all(90)), suffix);
    const std::vector<std::uint8_t> whole(bytes.begin(), bytes.end());
    EXPECT_TRUE(readImageHeader(whole)->complete) << suffix;
    EXPECT_FALSE(readImageHeader(std::span(whole).first(whole.size() - 8))->complete) << suffix;
  }
}

TEST(ImageHeader, TellsColourFromGrey) {
  for (const char* suffix : {".png", ".jpg"}) {
    for (const int type : {CV_8UC1, CV_8UC3}) {
      const std::string bytes = encoded(cv::Mat(37, 53, type, cv::Scalar::all(90)), suffix);
      const auto header = readImageHeader({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
      EXPECT_EQ(header->colour, type == CV_8UC3) << suffix;
    }
  }
}

} // namespace
} // namespace mien
