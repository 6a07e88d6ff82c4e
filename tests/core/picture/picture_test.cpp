#include "core/picture/picture.h"

#include "core/common/error.h"
#include "tests/support/made_pictures.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <array>
#include <opencv2/imgcodecs.hpp>

#include <sys/stat.h>

#include <string>
#include <vector>

namespace mien {
namespace {

using test::bigEndian;
using test::encoded;
using test::pngChunk;
using test::TempFolder;

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

std::string pngHeader(std::uint32_t width, std::uint32_t height) {
  return std::string("\x89PNG\r\n\x1A\n") +
         pngChunk("IHDR", bigEndian(width, 4) + bigEndian(height, 4) + std::string("\x08\x02\0\0\0", 5));
}

TEST(LoadPicture, TurnsByExifOrientation) {
  const TempFolder folder;
  const std::string jpeg = encoded(blueRed(), ".jpg");
  // 6: the first row of the file is the right side of the picture, so blue (left) comes to the top.
  const auto file = folder.write("turned.jpg", test::jpegWithExif(jpeg, 6));
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

// 1 x 16 px, rows from dark to light; written interlaced by ImageMagick.
TEST(LoadPicture, PutsTheRowsOfAnInterlacedGifInTheirPlaces) {
  constexpr std::array<unsigned char, 125> kGif{
      0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x01, 0x00, 0x10, 0x00, 0xf3, 0x0f, 0x00, 0x00, 0x00, 0x00, 0x11, 0x11,
      0x11, 0x22, 0x22, 0x22, 0x33, 0x33, 0x33, 0x44, 0x44, 0x44, 0x55, 0x55, 0x55, 0x66, 0x66, 0x66, 0x77, 0x77,
      0x77, 0x88, 0x88, 0x88, 0x99, 0x99, 0x99, 0xaa, 0xaa, 0xaa, 0xbb, 0xbb, 0xbb, 0xcc, 0xcc, 0xcc, 0xdd, 0xdd,
      0xdd, 0xee, 0xee, 0xee, 0xff, 0xff, 0xff, 0x21, 0xf9, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x21, 0xff, 0x0b,
      0x49, 0x6d, 0x61, 0x67, 0x65, 0x4d, 0x61, 0x67, 0x69, 0x63, 0x6b, 0x0e, 0x67, 0x61, 0x6d, 0x6d, 0x61, 0x3d,
      0x30, 0x2e, 0x34, 0x35, 0x34, 0x35, 0x34, 0x35, 0x00, 0x2c, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x10, 0x00,
      0x40, 0x04, 0x0c, 0xf0, 0x9d, 0x35, 0x5a, 0x2a, 0xc1, 0x31, 0x85, 0x0c, 0x11, 0x40, 0x04, 0x00, 0x3b};
  const test::TempFolder folder;
  const cv::Mat image =
      loadPicture(folder.write("rows.gif", {reinterpret_cast<const char*>(kGif.data()), kGif.size()})).image;
  ASSERT_EQ(image.size(), cv::Size(1, 16));
  const int up = image.at<cv::Vec3b>(15, 0)[0] > image.at<cv::Vec3b>(0, 0)[0] ? 1 : -1;
  for (int y = 1; y < 16; ++y) {
    EXPECT_EQ((image.at<cv::Vec3b>(y, 0)[0] - image.at<cv::Vec3b>(y - 1, 0)[0]) * up, 17) << y;
  }
}

TEST(LoadPicture, NotesWhatIsNearlyBlack) {
  const TempFolder folder;
  cv::Mat dark(100, 100, CV_8UC3, cv::Scalar::all(20));
  const std::vector expected{PictureNote{PictureNote::Kind::NearlyBlack}};
  EXPECT_EQ(loadPicture(folder.write("dark.png", encoded(dark, ".png"))).notes, expected);
  dark.rowRange(0, 2).setTo(cv::Scalar::all(200));
  EXPECT_TRUE(loadPicture(folder.write("dim.png", encoded(dark, ".png"))).notes.empty());
}

TEST(LoadPicture, EscapesNamesAndWaitsForNobody) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo((folder / "pi\npe.png").c_str(), 0600), 0);
  try {
    (void)loadPicture(folder / "pi\npe.png");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::BadArgument);
    EXPECT_NE(std::string(error.what()).find("pi\\npe.png is a pipe or a device"), std::string::npos) << error.what();
  }
}

} // namespace
} // namespace mien
