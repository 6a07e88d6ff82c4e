#include "core/picture/picture.h"
#include "tests/support/made_pictures.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <cstdio> // jpeglib.h needs FILE

#include <jpeglib.h>
#include <libheif/heif.h>

#include <limits>
#include <string>
#include <vector>

namespace mien {
namespace {

using namespace std::string_literals;
using test::bytesOf;
using test::encoded;
using test::tiff;
using test::tiffPage;
using Kind = PictureNote::Kind;

DecodedPicture decode(const std::string& bytes, PictureColours colours = PictureColours::Bgr) {
  return decodePicture({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, colours);
}

cv::Mat pixels(const std::string& bytes, PictureColours colours = PictureColours::Bgr) {
  DecodedPicture decoded = decode(bytes, colours);
  EXPECT_EQ(decoded.fault, PictureFault::None) << decoded.reason;
  return decoded.picture.image;
}

double difference(const cv::Mat& one, const cv::Mat& other) {
  return one.size() == other.size() && one.type() == other.type() ? cv::norm(one, other, cv::NORM_INF) : 1000;
}

// No two pixels and no two turns of it are alike.
cv::Mat pattern() {
  cv::Mat image(16, 24, CV_8UC3);
  for (int y = 0; y < image.rows; ++y) {
    for (int x = 0; x < image.cols; ++x) {
      image.at<cv::Vec3b>(y, x) = cv::Vec3b(static_cast<std::uint8_t>(x * 10), static_cast<std::uint8_t>(y * 15),
                                            static_cast<std::uint8_t>(x + y));
    }
  }
  return image;
}

// What a camera stores so that the orientation shows `seen` upright, after the table of EXIF 2.3: which side of what is
// seen the first row and the first column of the file are.
cv::Mat storedFor(const cv::Mat& seen, int orientation) {
  cv::Mat stored = seen.clone();
  switch (orientation) {
  case 2: // top, right
    cv::flip(seen, stored, 1);
    break;
  case 3: // bottom, right
    cv::rotate(seen, stored, cv::ROTATE_180);
    break;
  case 4: // bottom, left
    cv::flip(seen, stored, 0);
    break;
  case 5: // left, top
    cv::transpose(seen, stored);
    break;
  case 6: // right, top
    cv::rotate(seen, stored, cv::ROTATE_90_COUNTERCLOCKWISE);
    break;
  case 7: // right, bottom
    cv::rotate(seen, stored, cv::ROTATE_180);
    cv::transpose(stored.clone(), stored);
    break;
  case 8: // left, bottom
    cv::rotate(seen, stored, cv::ROTATE_90_CLOCKWISE);
    break;
  default:
    break;
  }
  return stored;
}

std::string rgbBytes(const cv::Mat& bgr) {
  std::string bytes;
  for (int y = 0; y < bgr.rows; ++y) {
    for (int x = 0; x < bgr.cols; ++x) {
      for (int channel = 2; channel >= 0; --channel) {
        bytes += static_cast<char>(bgr.at<cv::Vec3b>(y, x)[channel]);
      }
    }
  }
  return bytes;
}

TEST(Orientation, IsAppliedWhereverItIsCarried) {
  const cv::Mat seen = pattern();
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const cv::Mat stored = storedFor(seen, orientation);
    const std::string exif = test::pngChunk("eXIf", test::exifBlock(orientation));
    EXPECT_EQ(difference(pixels(test::pngWith(encoded(stored, ".png"), exif)), seen), 0) << "PNG " << orientation;
    cv::Mat alpha;
    cv::cvtColor(stored, alpha, cv::COLOR_BGR2BGRA);
    EXPECT_EQ(difference(pixels(test::pngWith(encoded(alpha, ".png"), exif)), seen), 0) << "RGBA " << orientation;
    const std::string webp = encoded(stored, ".webp", {cv::IMWRITE_WEBP_QUALITY, 101});
    EXPECT_EQ(difference(pixels(test::webpWithExif(webp, stored.cols, stored.rows, orientation)), seen), 0)
        << "WebP " << orientation;
    auto page = tiffPage(stored.cols, stored.rows, 3, 8, 2, rgbBytes(stored));
    page.tags[274] = {orientation};
    EXPECT_EQ(difference(pixels(tiff({page})), seen), 0) << "TIFF " << orientation;
    // A smooth picture, since a JPEG is not exact.
    EXPECT_LT(
        difference(pixels(test::jpegWithExif(encoded(stored, ".jpg", {cv::IMWRITE_JPEG_QUALITY, 100}), orientation)),
                   seen),
        16)
        << "JPEG " << orientation;
  }
}

TEST(Orientation, IsReadFromATextAsImageMagickWritesIt) {
  const cv::Mat seen = pattern();
  const std::string block = std::string("Exif\0\0", 6) + test::exifBlock(6);
  std::string digits;
  for (const char byte : block) {
    digits += "0123456789abcdef"[static_cast<std::uint8_t>(byte) >> 4U];
    digits += "0123456789abcdef"[static_cast<std::uint8_t>(byte) & 15U];
    digits += digits.size() % 73 == 72 ? "\n" : "";
  }
  const std::string text = "\nexif\n      " + std::to_string(block.size()) + "\n" + digits + "\n";
  const std::string chunk = test::pngChunk("tEXt", std::string("Raw profile type exif\0", 22) + text);
  EXPECT_EQ(difference(pixels(test::pngWith(encoded(storedFor(seen, 6), ".png"), chunk)), seen), 0);
  for (const std::string& odd : {std::string(), std::string("\n"), std::string("\nexif\n"), std::string("no digits")}) {
    const std::string other = test::pngChunk("tEXt", std::string("Raw profile type exif\0", 22) + odd);
    EXPECT_EQ(difference(pixels(test::pngWith(encoded(seen, ".png"), other)), seen), 0) << odd;
  }
}

TEST(Orientation, ThatDoesNotExistIsPassedOver) {
  const cv::Mat seen = pattern();
  for (const int orientation : {0, 9, 99, 65535}) {
    const std::string exif = test::pngChunk("eXIf", test::exifBlock(orientation));
    EXPECT_EQ(difference(pixels(test::pngWith(encoded(seen, ".png"), exif)), seen), 0) << orientation;
    auto page = tiffPage(seen.cols, seen.rows, 3, 8, 2, rgbBytes(seen));
    page.tags[274] = {orientation};
    EXPECT_EQ(difference(pixels(tiff({page})), seen), 0) << orientation;
  }
}

TEST(Grey, IsTheGreyOfTheBgrPicture) {
  const cv::Mat image = pattern();
  cv::Mat alpha;
  cv::cvtColor(image, alpha, cv::COLOR_BGR2BGRA);
  alpha.colRange(0, 9).setTo(cv::Scalar(7, 8, 9, 100));
  for (const std::string& bytes : {encoded(image, ".png"), encoded(image, ".jpg"), encoded(image, ".bmp"),
                                   encoded(alpha, ".png"), encoded(image, ".webp"), test::gif(1)}) {
    cv::Mat expected;
    cv::cvtColor(pixels(bytes), expected, cv::COLOR_BGR2GRAY);
    EXPECT_EQ(difference(pixels(bytes, PictureColours::Grey), expected), 0) << bytes.substr(0, 4);
  }
}

TEST(Grey, FilesKeepTheirVeryPixels) {
  cv::Mat image(40, 40, CV_8UC1);
  cv::randu(image, 0, 256);
  EXPECT_EQ(difference(pixels(encoded(image, ".png"), PictureColours::Grey), image), 0);
  const std::string jpeg = encoded(image, ".jpg");
  const cv::Mat bytes(1, static_cast<int>(jpeg.size()), CV_8U, const_cast<char*>(jpeg.data()));
  EXPECT_EQ(difference(pixels(jpeg, PictureColours::Grey), cv::imdecode(bytes, cv::IMREAD_GRAYSCALE)), 0);
  EXPECT_EQ(decode(jpeg).picture.colour, false);
  EXPECT_EQ(decode(encoded(pattern(), ".jpg")).picture.colour, true);
}

TEST(Transparency, HiddenColoursMakeNoDifference) {
  cv::Mat one(20, 20, CV_8UC4, cv::Scalar(10, 20, 30, 0));
  cv::Mat other(20, 20, CV_8UC4, cv::Scalar(200, 100, 50, 0));
  one.colRange(5, 10).setTo(cv::Scalar(90, 60, 30, 255));
  other.colRange(5, 10).setTo(cv::Scalar(90, 60, 30, 255));
  for (const char* suffix : {".png", ".webp"}) {
    const cv::Mat seen = pixels(encoded(one, suffix, {cv::IMWRITE_WEBP_QUALITY, 101}));
    EXPECT_EQ(difference(seen, pixels(encoded(other, suffix, {cv::IMWRITE_WEBP_QUALITY, 101}))), 0) << suffix;
    EXPECT_EQ(seen.at<cv::Vec3b>(3, 3), cv::Vec3b(255, 255, 255)) << suffix;
    EXPECT_EQ(seen.at<cv::Vec3b>(3, 7), cv::Vec3b(90, 60, 30)) << suffix;
  }
}

TEST(Transparency, WhollyTransparentIsNoted) {
  cv::Mat image(20, 20, CV_8UC4, cv::Scalar(10, 20, 30, 0));
  EXPECT_EQ(decode(encoded(image, ".png")).picture.notes, std::vector{PictureNote{Kind::WhollyTransparent}});
  image.at<cv::Vec4b>(4, 4)[3] = 1;
  EXPECT_TRUE(decode(encoded(image, ".png")).picture.notes.empty());
}

TEST(Transparency, OfGreyIsLaidOnWhite) {
  // Grey and alpha, 8 bits: black shown half, hidden black, grey shown wholly.
  const std::string data = "\x78\x01\x01\x07\x00\xF8\xFF\x00\x00\x80\x00\x00\x64\xFF"s;
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char c : data.substr(7)) { // Adler-32
    a = (a + static_cast<std::uint8_t>(c)) % 65521;
    b = (b + a) % 65521;
  }
  const std::string png = "\x89PNG\r\n\x1A\n"s + test::pngChunk("IHDR", "\0\0\0\3\0\0\0\1\x08\x04\0\0\0"s) +
                          test::pngChunk("IDAT", data + test::bigEndian(b << 16U | a, 4)) + test::pngChunk("IEND", "");
  const cv::Mat seen = pixels(png);
  ASSERT_EQ(seen.size(), cv::Size(3, 1));
  EXPECT_EQ(seen.at<cv::Vec3b>(0, 0)[0], 127);
  EXPECT_EQ(seen.at<cv::Vec3b>(0, 1)[0], 255);
  EXPECT_EQ(seen.at<cv::Vec3b>(0, 2)[0], 100);
}

TEST(Tiff, NumbersAreScaledAsPeopleSeeThem) {
  const auto floats = [](const std::vector<float>& values) {
    auto page = tiffPage(static_cast<int>(values.size()), 1, 1, 32, 1, bytesOf(values));
    page.tags[339] = {3};
    return pixels(tiff({page}), PictureColours::Grey);
  };
  EXPECT_EQ(difference(floats({0, 0.5F, 1, -3}), (cv::Mat_<std::uint8_t>(1, 4) << 0, 128, 255, 0)), 0);
  EXPECT_EQ(difference(floats({0, 128, 255}), (cv::Mat_<std::uint8_t>(1, 3) << 0, 128, 255)), 0);
  EXPECT_EQ(difference(floats({0, 32896, 65535}), (cv::Mat_<std::uint8_t>(1, 3) << 0, 128, 255)), 0);
  EXPECT_EQ(
      difference(floats({std::numeric_limits<float>::quiet_NaN(), 1, 0}), (cv::Mat_<std::uint8_t>(1, 3) << 0, 255, 0)),
      0);
  const auto deep = tiffPage(3, 1, 1, 16, 1, bytesOf<std::uint16_t>({0, 0x8080, 0xFFFF}));
  EXPECT_EQ(difference(pixels(tiff({deep}), PictureColours::Grey), (cv::Mat_<std::uint8_t>(1, 3) << 0, 128, 255)), 0);
  const auto negative = tiffPage(2, 1, 1, 8, 0, "\0\xFF"s); // 0 is white
  EXPECT_EQ(difference(pixels(tiff({negative}), PictureColours::Grey), (cv::Mat_<std::uint8_t>(1, 2) << 255, 0)), 0);
  const auto bits = tiffPage(8, 1, 1, 1, 1, "\x81");
  EXPECT_EQ(pixels(tiff({bits}), PictureColours::Grey).at<std::uint8_t>(0, 0), 255);
  EXPECT_EQ(pixels(tiff({bits}), PictureColours::Grey).at<std::uint8_t>(0, 1), 0);
}

TEST(Tiff, InksAreSeenAsColours) {
  // No ink, all cyan, half magenta, all black: cyan takes the red away, magenta the green.
  const auto page = tiffPage(4, 1, 4, 8, 5, "\0\0\0\0\xFF\0\0\0\0\x80\0\0\0\0\0\xFF"s);
  const cv::Mat seen = pixels(tiff({page}));
  EXPECT_EQ(seen.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(seen.at<cv::Vec3b>(0, 1), cv::Vec3b(255, 255, 0));
  EXPECT_NEAR(seen.at<cv::Vec3b>(0, 2)[1], 127, 1);
  EXPECT_EQ(seen.at<cv::Vec3b>(0, 3), cv::Vec3b(0, 0, 0));
}

TEST(Tiff, FurtherPagesAreNoted) {
  const auto page = tiffPage(2, 1, 1, 8, 1, "\x10\x20");
  auto small = page;
  small.tags[254] = {1}; // a smaller copy
  EXPECT_TRUE(decode(tiff({page, small})).picture.notes.empty());
  EXPECT_TRUE(decode(tiff({page})).picture.notes.empty());
  EXPECT_EQ(decode(tiff({page, page})).picture.notes, (std::vector{PictureNote{Kind::FirstPage, 2}}));
  EXPECT_EQ(decode(tiff({page, page, page})).picture.notes, (std::vector{PictureNote{Kind::FirstPage, 3}}));
}

TEST(Tiff, CutShortIsRefused) {
  const std::string whole = tiff({tiffPage(40, 40, 1, 8, 1, std::string(1600, 'x'))});
  EXPECT_EQ(decode(whole).fault, PictureFault::None);
  std::string beyond = whole; // as if the end were missing of a file that begins with the directory
  const std::size_t offset = beyond.find("\x11\x01\x04\0\x01\0\0\0"s) + 8;
  beyond.replace(offset, 4, test::littleEndian(static_cast<std::uint32_t>(whole.size() - 100), 4));
  EXPECT_EQ(decode(beyond).fault, PictureFault::CutShort);
}

TEST(Gif, ShowsItsFirstPicture) {
  const cv::Mat seen = pixels(test::gif(1));
  ASSERT_EQ(seen.size(), cv::Size(10, 10));
  EXPECT_EQ(seen.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 255));
  EXPECT_EQ(seen.at<cv::Vec3b>(0, 9), cv::Vec3b(255, 0, 0));
  EXPECT_EQ(seen.at<cv::Vec3b>(4, 4), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(seen.at<cv::Vec3b>(9, 0), cv::Vec3b(255, 0, 0));
  EXPECT_TRUE(decode(test::gif(1)).picture.notes.empty());
  EXPECT_EQ(decode(test::gif(3)).picture.notes, (std::vector{PictureNote{Kind::FirstFrame, 3}}));
  EXPECT_EQ(decode(test::gif(1).substr(0, 50)).fault, PictureFault::CutShort);
}

TEST(Png, ThatMovesIsNoted) {
  const std::string png = test::pngWith(encoded(pattern(), ".png"), test::pngChunk("acTL", "\0\0\0\x05\0\0\0\0"s));
  EXPECT_EQ(decode(png).picture.notes, (std::vector{PictureNote{Kind::FirstFrame, 5}}));
}

TEST(Pnm, EveryKindIsRead) {
  const cv::Mat grey = (cv::Mat_<std::uint8_t>(1, 3) << 0, 255, 0);
  EXPECT_EQ(difference(pixels("P1\n3 1\n101"s, PictureColours::Grey), grey), 0); // 1 is black
  EXPECT_EQ(difference(pixels("P4\n3 1\n\xA0"s, PictureColours::Grey), grey), 0);
  EXPECT_EQ(difference(pixels("P2\n# by hand\n3 1 15\n0 15 0"s, PictureColours::Grey), grey), 0);
  EXPECT_EQ(pixels("P3 1 1 255 10 20 30"s).at<cv::Vec3b>(0, 0), cv::Vec3b(30, 20, 10));
  EXPECT_EQ(pixels("P6 1 1 255\n\x0A\x14\x1E"s).at<cv::Vec3b>(0, 0), cv::Vec3b(30, 20, 10));
  EXPECT_EQ(decode("P6 1 1 255\n\x0A\x14"s).fault, PictureFault::CutShort);
  EXPECT_EQ(decode("P2 3 1 15 0 15"s).fault, PictureFault::CutShort);
}

TEST(Bmp, IsReadAndCutShortRefused) {
  const std::string bmp = encoded(pattern(), ".bmp");
  EXPECT_EQ(difference(pixels(bmp), pattern()), 0);
  EXPECT_EQ(decode(bmp.substr(0, bmp.size() / 2)).fault, PictureFault::CutShort);
}

TEST(Pnm, IsScaledByItsMaximum) {
  EXPECT_EQ(difference(pixels("P5\n3 1\n1023\n"s + "\0\0\x02\0\x03\xFF"s, PictureColours::Grey),
                       (cv::Mat_<std::uint8_t>(1, 3) << 0, 128, 255)),
            0);
}

// ---- JPEG

cv::Mat noise(int width, int height) {
  cv::Mat image(height, width, CV_8UC3);
  cv::theRNG().state = 7;
  cv::randu(image, 0, 256);
  return image;
}

TEST(CutJpeg, IsUsedWhereItShowsTheWholePicture) {
  for (const int progressive : {0, 1}) {
    const std::string jpeg = encoded(noise(320, 480), ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, progressive});
    EXPECT_TRUE(decode(jpeg).picture.notes.empty());
    EXPECT_TRUE(decode(jpeg + "MotionPhoto_Data"s + std::string(999, '\0')).picture.notes.empty());
    for (const std::size_t missing : {2U, 3U, 7U, 200U}) {
      const DecodedPicture cut = decode(jpeg.substr(0, jpeg.size() - missing));
      EXPECT_EQ(cut.fault, PictureFault::None) << missing << cut.reason;
      EXPECT_EQ(cut.picture.notes, std::vector{PictureNote{Kind::CutShort}}) << missing;
    }
    EXPECT_EQ(decode(jpeg.substr(0, 100)).fault, PictureFault::CutShort);
  }
}

TEST(CutJpeg, WithAGreyHalfIsRefused) {
  const std::string jpeg = encoded(noise(320, 480), ".jpg");
  EXPECT_EQ(decode(jpeg.substr(0, jpeg.size() / 2)).fault, PictureFault::CutShort);
  EXPECT_EQ(decode(jpeg.substr(0, jpeg.size() / 2) + "\xFF\xD9").fault, PictureFault::CutShort);
  EXPECT_EQ(decode(jpeg.substr(0, jpeg.size() * 9 / 10)).fault, PictureFault::CutShort);
}

TEST(CutJpeg, OfSeveralScansNeedsTheLowFrequencies) {
  const std::string jpeg = encoded(noise(320, 480), ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
  EXPECT_EQ(decode(jpeg.substr(0, jpeg.size() / 20)).fault, PictureFault::CutShort);
  const DecodedPicture most = decode(jpeg.substr(0, jpeg.size() * 9 / 10)); // lacks the last refinement only
  ASSERT_EQ(most.fault, PictureFault::None);
  EXPECT_EQ(most.picture.notes, std::vector{PictureNote{Kind::CutShort}});
  EXPECT_EQ(decode(jpeg.substr(0, jpeg.size() / 20) + "\xFF\xD9").fault, PictureFault::CutShort);
}

std::string inkJpeg(const cv::Mat& inks) {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &bytes, &size);
  info.image_width = static_cast<JDIMENSION>(inks.cols);
  info.image_height = static_cast<JDIMENSION>(inks.rows);
  info.input_components = 4;
  info.in_color_space = JCS_CMYK;
  jpeg_set_defaults(&info);
  jpeg_set_colorspace(&info, JCS_YCCK); // with Adobe's mark
  jpeg_set_quality(&info, 100, TRUE);
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    JSAMPROW row = const_cast<std::uint8_t*>(inks.ptr(static_cast<int>(info.next_scanline)));
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  std::string file(bytes, bytes + size);
  jpeg_destroy_compress(&info);
  free(bytes);
  return file;
}

TEST(InkJpeg, IsNoNegative) {
  // Adobe's way round: 255 is no ink. Red: no cyan, all magenta and yellow, no black.
  const cv::Mat seen = pixels(inkJpeg(cv::Mat(32, 32, CV_8UC4, cv::Scalar(255, 0, 0, 255))));
  EXPECT_NEAR(seen.at<cv::Vec3b>(9, 9)[2], 255, 3);
  EXPECT_NEAR(seen.at<cv::Vec3b>(9, 9)[1], 0, 3);
  EXPECT_NEAR(seen.at<cv::Vec3b>(9, 9)[0], 0, 3);
  const cv::Mat dark = pixels(inkJpeg(cv::Mat(32, 32, CV_8UC4, cv::Scalar(255, 255, 255, 51))));
  EXPECT_NEAR(dark.at<cv::Vec3b>(9, 9)[1], 51, 3);
}

// ---- HEIC

std::string heic(const cv::Mat& bgr, heif_compression_format format) {
  heif_context* context = heif_context_alloc();
  heif_encoder* encoder = nullptr;
  std::string file;
  if (heif_context_get_encoder_for_format(context, format, &encoder).code == heif_error_Ok) {
    heif_encoder_set_lossy_quality(encoder, 95);
    heif_image* image = nullptr;
    heif_image_create(bgr.cols, bgr.rows, heif_colorspace_RGB, heif_chroma_interleaved_RGB, &image);
    heif_image_add_plane(image, heif_channel_interleaved, bgr.cols, bgr.rows, 8);
    int stride = 0;
    std::uint8_t* data = heif_image_get_plane(image, heif_channel_interleaved, &stride);
    for (int y = 0; y < bgr.rows; ++y) {
      for (int x = 0; x < bgr.cols; ++x) {
        for (int channel = 0; channel < 3; ++channel) {
          data[y * stride + 3 * x + channel] = bgr.at<cv::Vec3b>(y, x)[2 - channel];
        }
      }
    }
    heif_image_handle* handle = nullptr;
    if (heif_context_encode_image(context, image, encoder, nullptr, &handle).code == heif_error_Ok) {
      heif_writer writer{1, [](heif_context*, const void* bytes, std::size_t size, void* out) {
                           static_cast<std::string*>(out)->assign(static_cast<const char*>(bytes), size);
                           return heif_error{heif_error_Ok, heif_suberror_Unspecified, ""};
                         }};
      heif_context_write(context, &writer, &file);
      heif_image_handle_release(handle);
    }
    heif_image_release(image);
    heif_encoder_release(encoder);
  }
  heif_context_free(context);
  return file;
}

TEST(Heic, IsReadByContent) {
  cv::Mat image(64, 96, CV_8UC3, cv::Scalar(200, 60, 20));
  image.colRange(48, 96).setTo(cv::Scalar(20, 60, 200));
  int tried = 0;
  for (const heif_compression_format format : {heif_compression_HEVC, heif_compression_AV1}) {
    const std::string file = heic(image, format);
    if (file.empty()) {
      continue;
    }
    ++tried;
    const cv::Mat seen = pixels(file);
    ASSERT_EQ(seen.size(), image.size());
    EXPECT_NEAR(seen.at<cv::Vec3b>(30, 10)[0], 200, 12);
    EXPECT_NEAR(seen.at<cv::Vec3b>(30, 80)[2], 200, 12);
    EXPECT_NE(decode(file.substr(0, file.size() / 2)).fault, PictureFault::None);
  }
  if (tried == 0) {
    GTEST_SKIP() << "libheif has no encoder here";
  }
}

// ---- whatever comes

TEST(DecodePicture, SaysWhatIsNoPicture) {
  EXPECT_EQ(decode("<html>gone</html>").reason, "is a web page, which is not read as a picture; give a PNG or JPEG");
  EXPECT_EQ(decode("").reason, "is empty; get the picture again");
  EXPECT_EQ(decode("RIFF\0\0\0\0AVI LIST"s).reason, "is an AVI video, not a picture");
}

TEST(DecodePicture, PrintsNothingWhateverComes) {
  std::vector<std::string> files{encoded(pattern(), ".png"),
                                 encoded(pattern(), ".jpg"),
                                 encoded(pattern(), ".webp"),
                                 encoded(pattern(), ".bmp"),
                                 encoded(pattern(), ".ppm"),
                                 encoded(pattern(), ".tiff"),
                                 test::gif(2),
                                 heic(pattern(), heif_compression_AV1),
                                 tiff({tiffPage(8, 8, 3, 8, 2, std::string(192, 'x'))})};
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  cv::RNG random(3);
  for (const std::string& file : files) {
    for (int i = 0; i < 60 && !file.empty(); ++i) {
      std::string broken = file.substr(0, i % 3 == 0 ? random.uniform(1, static_cast<int>(file.size())) : file.size());
      for (int hits = 0; hits < i % 5; ++hits) {
        broken[static_cast<std::size_t>(random.uniform(0, static_cast<int>(broken.size())))] =
            static_cast<char>(random.uniform(0, 256));
      }
      const DecodedPicture decoded = decode(broken);
      EXPECT_EQ(decoded.fault == PictureFault::None, !decoded.picture.image.empty());
      EXPECT_EQ(decoded.fault == PictureFault::None, decoded.reason.empty());
    }
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

} // namespace
} // namespace mien
