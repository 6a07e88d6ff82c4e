#include "core/picture/file_kind.h"

#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace mien {
namespace {

using namespace std::string_literals;
using test::TempFolder;

FileType look(const std::string& bytes) {
  return detectTypeOfBytes({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, true);
}

std::string encoded(const cv::Mat& image, const std::string& suffix) {
  std::vector<std::uint8_t> bytes;
  cv::imencode(suffix, image, bytes);
  return {bytes.begin(), bytes.end()};
}

std::string ftyp(const std::string& major, const std::string& compatible = {}) {
  return "\0\0\0"s + static_cast<char>(16 + compatible.size()) + "ftyp" + major + "\0\0\0\0"s + compatible +
         "\0\0\0\x08moov"s;
}

std::string packets(std::size_t first, std::size_t size) {
  std::string bytes(4000, 'x');
  for (std::size_t at = first; at < bytes.size(); at += size) {
    bytes[at] = 0x47;
  }
  return bytes;
}

TEST(DetectTypeOfBytes, KnowsThePicturesThatOpenCvWrites) {
  const cv::Mat image(5, 7, CV_8UC3, cv::Scalar(10, 100, 200));
  const std::vector<std::pair<std::string, PictureFormat>> expected{
      {".png", PictureFormat::Png},   {".jpg", PictureFormat::Jpeg},  {".bmp", PictureFormat::Bmp},
      {".webp", PictureFormat::WebP}, {".tiff", PictureFormat::Tiff}, {".ppm", PictureFormat::Pnm}};
  for (const auto& [suffix, format] : expected) {
    const FileType seen = look(encoded(image, suffix));
    EXPECT_EQ(seen.kind, FileKind::Picture) << suffix;
    EXPECT_EQ(seen.format, format) << suffix;
    EXPECT_FALSE(seen.animated) << suffix;
  }
}

TEST(DetectTypeOfBytes, TellsPicturesFromFilmsInTheSameContainer) {
  EXPECT_EQ(look(ftyp("heic", "mif1heic")).format, PictureFormat::Heif);
  EXPECT_EQ(look(ftyp("mif1", "mif1heic")).format, PictureFormat::Heif);
  EXPECT_EQ(look(ftyp("mif1", "mif1avif")).format, PictureFormat::Avif);
  EXPECT_EQ(look(ftyp("avif", "mif1miaf")).format, PictureFormat::Avif);
  EXPECT_TRUE(look(ftyp("avis", "avif")).animated);
  for (const char* brand : {"isom", "mp42", "qt  ", "3gp4", "M4V ", "dash"}) {
    EXPECT_EQ(look(ftyp(brand)).kind, FileKind::Video) << brand;
  }
  EXPECT_EQ(look(ftyp("isom", "avc1mif1")).kind, FileKind::Video); // an iPhone's film may list mif1 as well
  EXPECT_EQ(look(ftyp("M4A ")).kind, FileKind::Other);
  EXPECT_EQ(look("RIFF\x10\0\0\0WEBPVP8 "s).format, PictureFormat::WebP);
  EXPECT_EQ(look("RIFF\x10\0\0\0AVI LIST"s).kind, FileKind::Video);
  EXPECT_EQ(look("RIFF\x10\0\0\0WAVEfmt "s).kind, FileKind::Other);
}

TEST(DetectTypeOfBytes, KnowsVideoContainers) {
  for (const std::string& mark :
       {"\x1A\x45\xDF\xA3rest"s, "FLV\x01\x05"s, "OggS\0\x02"s, "\0\0\x01\xBA\x44"s, "\0\0\x01\xB3\x14"s,
        "\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\0\xAA\0\x62\xCE\x6C"s, "\0\0\x10\0moov"s, packets(0, 188),
        packets(4, 192), packets(100, 188), packets(0, 204)}) {
    EXPECT_EQ(look(mark).kind, FileKind::Video) << mark.substr(0, 10);
  }
}

TEST(DetectTypeOfBytes, KnowsVideosWithoutAContainer) {
  // The first bytes of what ffmpeg 5.1 writes for each.
  EXPECT_EQ(look("\0\0\0\x01\x67\x64\0\x0A"s).what, "an H.264 video");
  EXPECT_EQ(look("\0\0\x01\x27\x64\0\x0A"s).what, "an H.264 video");
  EXPECT_EQ(look("\0\0\0\x01\x09\xF0\0\0"s).what, "an H.264 video");
  EXPECT_EQ(look("\0\0\0\x01\x40\x01\x0C\x01"s).what, "an H.265 video");
  EXPECT_EQ(look("\0\0\x01\x46\x01\x50"s).what, "an H.265 video");
  EXPECT_EQ(look("\0\0\x01\xB0\x01\0\0\x01"s).what, "an MPEG-4 video");
  EXPECT_EQ(look("\x12\0\x0A\x0A\0\0\0\x03"s).what, "an AV1 video");
  EXPECT_EQ(look("\x1F\x07\0\xBF\xF8\x78"s).what, "a DV video");
  EXPECT_EQ(look("nut/multimedia container\0NM"s).what, "a NUT video");
  EXPECT_EQ(look("--ffmpeg\r\nContent-type: image/jpeg\r\n\r\n\xFF\xD8\xFF"s).what, "a Motion JPEG video");
  EXPECT_EQ(look("\r\n--myboundary\r\nCONTENT-TYPE: image/jpg\r\n"s).what, "a Motion JPEG video");
  EXPECT_EQ(look("\0\0\x01\0\x01\0\x10\x10"s).what, "an icon");
  EXPECT_EQ(look("-- a comment in SQL\nselect 1;\n").kind, FileKind::Other);
}

TEST(DetectTypeOfBytes, ASmallBoxMayStandBeforeAFilm) {
  for (const char* box : {"wide", "free", "skip", "pnot"}) {
    EXPECT_EQ(look("\0\0\0\x08"s + box + "\0\0\x10\0mdat"s).kind, FileKind::Video) << box;
    EXPECT_EQ(look(std::string("The ") + box + " way is the goal of many.\nSo they say.\n").kind, FileKind::Other)
        << box;
  }
}

TEST(DetectFileType, MotionJpegIsToldFromAPictureByItsNameAlone) {
  const TempFolder folder;
  const std::string jpeg = encoded(cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(99)), ".jpg");
  EXPECT_EQ(detectFileType(folder.write("cam.MJPEG", jpeg + jpeg)).kind, FileKind::Video);
  EXPECT_EQ(detectFileType(folder.write("with-a-second-view.jpg", jpeg + jpeg)).kind, FileKind::Picture);
}

TEST(DetectTypeOfBytes, OneByteThatFitsIsNoTransportStream) {
  EXPECT_EQ(look("GGGGGG\x01 but then nothing"s).kind, FileKind::Other);
  EXPECT_EQ(look(packets(0, 189)).kind, FileKind::Other);
}

TEST(DetectTypeOfBytes, KnowsTables) {
  EXPECT_EQ(look("emotion,pixels,Usage\n0,70 80 82,Training\n").kind, FileKind::Table);
  EXPECT_EQ(look("image;label\r\na.png;happy\r\n").kind, FileKind::Table);
  EXPECT_EQ(look("sep=,\na,b\n").kind, FileKind::Table);
  EXPECT_EQ(look("\xFF\xFEi\0,\0l\0\n\0a\0,\0b\0\n\0"s).kind, FileKind::Table);
  EXPECT_EQ(look("\xEF\xBB\xBF"s + "image,label\na.png,\"happy, very\"\n").kind, FileKind::Table);
  EXPECT_EQ(look("emotion,pixels\n").kind, FileKind::Table); // a header only
  EXPECT_EQ(look("Dear reader, this is a text.\nIt goes on without any comma\n").kind, FileKind::Other);
  EXPECT_EQ(look("{\"a\": 1,\n\"b\": 2,\n}").kind, FileKind::Other);
}

TEST(DetectTypeOfBytes, ATableWhoseFirstRowIsLongerThanTheLookIsOne) {
  const std::string text = "emotion,pixels,Usage\n0," + std::string(9000, '7');
  EXPECT_EQ(detectTypeOfBytes({reinterpret_cast<const std::uint8_t*>(text.data()), kSignatureBytes}).kind,
            FileKind::Table);
}

TEST(DetectTypeOfBytes, KnowsWeightsAndSaysWhatTheRestIs) {
  const auto zipped = [](const std::string& entry) {
    std::string bytes = "PK\x03\x04" + std::string(26, '\0') + entry;
    bytes[26] = static_cast<char>(entry.size());
    return bytes;
  };
  EXPECT_EQ(look(zipped("archive/data.pkl")).kind, FileKind::Weights);
  EXPECT_EQ(look("\x80\x02}q\0."s).kind, FileKind::Weights);
  EXPECT_EQ(look("\x40\0\0\0\0\0\0\0{\"a\":"s).kind, FileKind::Weights);
  EXPECT_EQ(look("\x89HDF\r\n\x1A\n").kind, FileKind::Weights);
  EXPECT_EQ(look(zipped("photos/a.jpg")).what, "a zip archive");
  EXPECT_EQ(look("version https://git-lfs.github.com/spec/v1\noid sha256:0\n").what,
            "a Git LFS pointer, not the file itself");
  EXPECT_EQ(look("\n<!DOCTYPE html><html>").what, "a web page");
  EXPECT_EQ(look("").kind, FileKind::Empty);
  EXPECT_EQ(look("BMW is a maker of cars").kind, FileKind::Other);
  EXPECT_EQ(look("\0\x05\x16\x07\0\x02"s).kind, FileKind::Litter);
}

TEST(DetectTypeOfBytes, SurvivesEveryCut) {
  for (const std::string& bytes :
       {ftyp("mif1", "mif1heic"), "RIFF\x10\0\0\0WEBPVP8X\x0A\0\0\0\x02"s,
        "GIF89a\2\0\2\0\x80\0\0abcdef!\xF9\4\0\0\0\0\0,"s, "\x89PNG\r\n\x1A\n\xFF\xFF\xFF\xF0IHDR"s,
        "PK\x03\x04"s + std::string(22, '\0') + "\xFF\xFF"s}) {
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
      const std::vector<std::uint8_t> cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
      (void)detectTypeOfBytes(cut); // AddressSanitizer sees any step beyond it
    }
  }
}

// Two pictures of one pixel each, as the specification has them.
std::string gif(int pictures) {
  std::string bytes = "GIF89a\1\0\1\0\x80\0\0\0\0\0\xFF\xFF\xFF"s;
  for (int i = 0; i < pictures; ++i) {
    bytes += "!\xF9\4\0\x0A\0\0\0"s + ",\0\0\0\0\1\0\1\0\0"s + "\2\2D\1\0"s;
  }
  return bytes + ";";
}

TEST(DetectFileType, CountsFramesWhenAsked) {
  const TempFolder folder;
  EXPECT_FALSE(detectFileType(folder.write("one.gif", gif(1)), true).animated);
  EXPECT_TRUE(detectFileType(folder.write("two.gif", gif(2)), true).animated);
  // A comment longer than the first look stands before the second picture.
  std::string late = gif(1);
  late.pop_back();
  for (int i = 0; i < 40; ++i) {
    late += "!\xFE\xC8"s + std::string(200, 'c') + '\0';
  }
  late += gif(1).substr(19);
  const auto file = folder.write("late.gif", late);
  EXPECT_FALSE(detectFileType(file).animated);
  EXPECT_TRUE(detectFileType(file, true).animated);
}

TEST(DetectFileType, NeverOpensWhatCouldWaitForEver) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo((folder / "pipe.png").c_str(), 0600), 0);
  EXPECT_EQ(detectFileType(folder / "pipe.png").kind, FileKind::Special); // would hang if it were opened plainly
  std::filesystem::create_symlink("pipe.png", folder / "link.png");
  EXPECT_EQ(detectFileType(folder / "link.png").kind, FileKind::Special);
  EXPECT_EQ(detectFileType("/dev/null").kind, FileKind::Special);
  const int handle = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{AF_UNIX, {}};
  const std::string name = (folder / "s").string();
  name.copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(bind(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(detectFileType(folder / "s").kind, FileKind::Special);
  close(handle);
}

TEST(DetectFileType, TellsWhatIsThere) {
  const TempFolder folder;
  EXPECT_EQ(detectFileType(folder.path()).kind, FileKind::Folder);
  EXPECT_EQ(detectFileType(folder / "none").kind, FileKind::Missing);
  EXPECT_EQ(detectFileType(folder.write("empty.png", "")).kind, FileKind::Empty);
  std::filesystem::create_symlink("circle", folder / "circle");
  EXPECT_EQ(detectFileType(folder / "circle").kind, FileKind::Missing);
  EXPECT_EQ(detectFileType(folder.write("face.txt", gif(1))).format, PictureFormat::Gif); // the content decides
  EXPECT_EQ(detectFileType(folder.write("face.png", "a text")).kind, FileKind::Other);
  EXPECT_EQ(detectFileType(folder.write("pixels.csv", "pixels\n1 2 3\n")).kind, FileKind::Table); // one column
  EXPECT_EQ(detectFileType(folder.write("pixels.txt", "pixels\n1 2 3\n")).kind, FileKind::Other);
  std::filesystem::create_symlink("face.txt", folder / "face.link");
  EXPECT_EQ(detectFileType(folder / "face.link").kind, FileKind::Picture);
}

TEST(Names, LitterAndPictures) {
  for (const char* name : {"._face.jpg", ".DS_Store", "a/__MACOSX", ".ipynb_checkpoints", "Thumbs.db", "THUMBS.DB",
                           "Desktop.ini", ".git", "@eaDir"}) {
    EXPECT_TRUE(isLitterName(name)) << name;
  }
  for (const char* name : {"face.jpg", ".hidden/face.jpg", "..", ".", "thumbs.dbx", "ini"}) {
    EXPECT_FALSE(isLitterName(name)) << name;
  }
  for (const char* name : {"a.JPG", "a.jfif", "a.pjpeg", "a.JPE", "a.dib", "a.HEIC", "a.TIF", "a.gif", "a.avif"}) {
    EXPECT_TRUE(hasPictureSuffix(name)) << name;
  }
  EXPECT_FALSE(hasPictureSuffix("jpg"));
  EXPECT_FALSE(hasPictureSuffix("a.mp4"));
}

} // namespace
} // namespace mien
