#include "core/picture/picture.h"

#include "core/common/error.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <string>

namespace mien {
namespace {

using test::TempFolder;

std::string encoded(const cv::Mat& image, const std::string& suffix, const std::vector<int>& settings = {}) {
  std::vector<std::uint8_t> bytes;
  cv::imencode(suffix, image, bytes, settings);
  return {bytes.begin(), bytes.end()};
}

// Left half blue, right half red, twice as wide as high.
cv::Mat blueRed() {
  cv::Mat image(32, 64, CV_8UC3, cv::Scalar(255, 0, 0));
  image.colRange(32, 64).setTo(cv::Scalar(0, 0, 255));
  return image;
}

ErrorKind loadError(const std::filesystem::path& file) {
  try {
    (void)loadPicture(file);
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find(file.filename().string()), std::string::npos) << error.what();
    return error.kind();
  }
  ADD_FAILURE() << file << " was loaded";
  return ErrorKind::Internal;
}

std::string bigEndian(std::uint32_t value, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    text += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
  }
  return text;
}

// CRC-32 as PNG wants it.
std::uint32_t checkSum(const std::string& text) {
  std::uint32_t sum = 0xFFFFFFFFU;
  for (const char letter : text) {
    sum ^= static_cast<std::uint8_t>(letter);
    for (int bit = 0; bit < 8; ++bit) {
      sum = (sum & 1U) != 0 ? sum >> 1U ^ 0xEDB88320U : sum >> 1U;
    }
  }
  return ~sum;
}

std::string pngChunk(const std::string& name, const std::string& data) {
  return bigEndian(static_cast<std::uint32_t>(data.size()), 4) + name + data + bigEndian(checkSum(name + data), 4);
}

std::string pngHeader(std::uint32_t width, std::uint32_t height) {
  return std::string("\x89PNG\r\n\x1A\n") +
         pngChunk("IHDR", bigEndian(width, 4) + bigEndian(height, 4) + std::string("\x08\x02\0\0\0", 5));
}

// An APP1 segment with one entry: orientation (tag 0x0112, a short).
std::string exifSegment(int orientation) {
  const std::string tiff = std::string("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01", 18) +
                           bigEndian(static_cast<std::uint32_t>(orientation), 2) + std::string("\0\0\0\0\0\0", 6);
  const std::string body = std::string("Exif\0\0", 6) + tiff;
  return "\xFF\xE1" + bigEndian(static_cast<std::uint32_t>(body.size() + 2), 2) + body;
}

TEST(LoadPicture, TurnsByExifOrientation) {
  const TempFolder folder;
  const std::string jpeg = encoded(blueRed(), ".jpg");
  // 6: the first row of the file is the right side of the picture, so blue (left) comes to the top.
  const auto file = folder.write("turned.jpg", jpeg.substr(0, 2) + exifSegment(6) + jpeg.substr(2));
  const cv::Mat image = loadPicture(file).image;
  ASSERT_EQ(image.size(), cv::Size(32, 64));
  EXPECT_GT(image.at<cv::Vec3b>(10, 16)[0], 200);
  EXPECT_GT(image.at<cv::Vec3b>(54, 16)[2], 200);
}

TEST(LoadPicture, RefusesMoreThan100MegapixelsFromTheHeader) {
  const TempFolder folder;
  EXPECT_EQ(loadError(folder.write("huge.png", pngHeader(10'001, 10'000))), ErrorKind::BadData);
  EXPECT_EQ(loadError(folder.write("overflow.png", pngHeader(0x7FFFFFFFU, 0x7FFFFFFFU))), ErrorKind::BadData);
  try {
    (void)loadPicture(folder.path() / "huge.png");
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("10001 x 10000"), std::string::npos) << error.what();
  }
  // Exactly 100 megapixels pass this gate; it is the missing picture that is complained of.
  try {
    (void)loadPicture(folder.write("limit.png", pngHeader(10'000, 10'000)));
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("cut short"), std::string::npos) << error.what();
  }
}

TEST(LoadPicture, NamesFilesThatAreNoImages) {
  const TempFolder folder;
  EXPECT_EQ(loadError(folder.path() / "missing.png"), ErrorKind::NotFound);
  EXPECT_EQ(loadError(folder.path()), ErrorKind::BadArgument);
  EXPECT_EQ(loadError(folder.write("empty.png", "")), ErrorKind::BadData);
  EXPECT_EQ(loadError(folder.write("text.jpg", "this is no picture")), ErrorKind::BadData);
  EXPECT_EQ(loadError(folder.write("noise.jpg", "\xFF\xD8\xFF\xE0 and then nothing of sense")), ErrorKind::BadData);
}

TEST(LoadPicture, ScalesSixteenBitsDown) {
  const TempFolder folder;
  const auto file = folder.write("deep.png", encoded(cv::Mat(8, 8, CV_16UC1, cv::Scalar(0x8080)), ".png"));
  const cv::Mat image = loadPicture(file).image;
  ASSERT_EQ(image.type(), CV_8UC3);
  EXPECT_NEAR(image.at<cv::Vec3b>(4, 4)[0], 128, 1);
}

TEST(LoadPicture, LaysTransparencyOnWhite) {
  const TempFolder folder;
  for (const int type : {CV_8UC4, CV_16UC4}) {
    const double full = type == CV_8UC4 ? 255 : 65535;
    cv::Mat image(8, 8, type, cv::Scalar(0, 0, full, full)); // red
    image.colRange(0, 4).setTo(cv::Scalar(0, 0, full, 0));   // invisible
    const cv::Mat loaded = loadPicture(folder.write("cut_out.png", encoded(image, ".png"))).image;
    ASSERT_EQ(loaded.type(), CV_8UC3);
    EXPECT_EQ(loaded.at<cv::Vec3b>(4, 1), cv::Vec3b(255, 255, 255));
    EXPECT_EQ(loaded.at<cv::Vec3b>(4, 6), cv::Vec3b(0, 0, 255));
  }
}

TEST(LoadPicture, LaysTransparentPaletteColoursOnWhite) {
  const TempFolder folder;
  // Written by Python's PIL: 4x4 px, palette black and red, black transparent, the right half red.
  const std::string png(
      "\211PNG\015\012\032\012\000\000\000\015IHDR\000\000\000\004\000\000\000\004\001\003\000\000\000\223"
      "\077\014=\000\000\000\006PLTE\000\000\000\377\000\000\033\377\215\042\000\000\000\001tRNS\000@\346"
      "\330f\000\000\000\014IDATx\234c0`\000C\000\003\010\000\301\006\364\331>\000\000\000\000IEND\256B`"
      "\202",
      100);
  const cv::Mat loaded = loadPicture(folder.write("palette.png", png)).image;
  EXPECT_EQ(loaded.at<cv::Vec3b>(1, 0), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(loaded.at<cv::Vec3b>(1, 3), cv::Vec3b(0, 0, 255));
}

TEST(LoadPicture, RefusesAPictureThatIsCutShort) {
  const TempFolder folder;
  const std::string thumbnail = encoded(blueRed(), ".jpg");
  const std::string comment = "\xFF\xFE" + bigEndian(static_cast<std::uint32_t>(thumbnail.size() + 2), 2) + thumbnail;
  cv::Mat noise(200, 200, CV_8UC3);
  cv::randu(noise, 0, 255);
  const std::string jpeg = encoded(noise, ".jpg");
  const std::string whole = jpeg.substr(0, 2) + comment + jpeg.substr(2); // with a picture before the picture
  EXPECT_NO_THROW((void)loadPicture(folder.write("whole.jpg", whole)));
  EXPECT_EQ(loadError(folder.write("cut.jpg", whole.substr(0, whole.size() / 2))), ErrorKind::BadData);
  const std::string png = encoded(noise, ".png");
  EXPECT_EQ(loadError(folder.write("cut.png", png.substr(0, png.size() / 2))), ErrorKind::BadData);
}

} // namespace
} // namespace mien
