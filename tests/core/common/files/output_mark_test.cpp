#include "core/common/files/output_mark.h"

#include "core/common/files/output_guard.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <cstdlib>
#include <span>
#include <string>
#include <vector>

namespace mien {
namespace {

namespace fs = std::filesystem;

std::string png(std::string_view copyOf, bool marked = true) {
  std::vector<unsigned char> bytes;
  cv::imencode(".png", cv::Mat(5, 7, CV_8UC3, cv::Scalar(1, 2, 3)), bytes);
  return marked ? markedPng(std::as_bytes(std::span(bytes)), copyOf) : std::string(bytes.begin(), bytes.end());
}

TEST(OutputMark, APictureCarriesItAndIsStillThePicture) {
  const test::TempFolder folder;
  const std::string bytes = png("");
  EXPECT_EQ(cv::imdecode(std::vector<unsigned char>(bytes.begin(), bytes.end()), cv::IMREAD_COLOR).at<cv::Vec3b>(4, 6),
            cv::Vec3b(1, 2, 3));
  const auto mark = readOutputMark(folder.write("own.png", bytes));
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->copyOf, "");
  EXPECT_FALSE(isAnnotatedCopy(folder.path() / "own.png"));
  EXPECT_FALSE(readOutputMark(folder.write("foreign.png", png("", false))));
}

TEST(OutputMark, ACopySaysWhatItIsOf) {
  const test::TempFolder folder;
  const fs::path source = folder.write("face.jpg", "x");
  const std::string digest = sourceDigest(source);
  EXPECT_EQ(digest.size(), 16U);
  EXPECT_EQ(sourceDigest(folder.path() / "." / "face.jpg"), digest);
  EXPECT_NE(sourceDigest(folder.path() / "face.png"), digest);
  const auto mark = readOutputMark(folder.write("face.png", png(digest)));
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->copyOf, digest);
  EXPECT_TRUE(isAnnotatedCopy(folder.path() / "face.png"));
}

/// libpng checks each chunk's sum, so Pillow's reading of the text shows that ours is right.
TEST(OutputMark, OtherProgramsReadIt) {
  const test::TempFolder folder;
  const std::string file = folder.write("own.png", png("")).string();
  const std::string script = "/usr/bin/python3 -c \"import PIL.Image as I; p = I.open('" + file +
                             "'); p.load(); assert p.text == {'Software': 'Mien'}, p.text\" 2>/dev/null";
  if (std::system("/usr/bin/python3 -c 'import PIL' 2>/dev/null") != 0) {
    GTEST_SKIP() << "python3-pil is not installed";
  }
  EXPECT_EQ(std::system(script.c_str()), 0);
}

TEST(OutputMark, AVideoCarriesItAtItsEnd) {
  const test::TempFolder folder;
  const std::string video = std::string("\0\0\0\x10"
                                        "ftypisom\0\0\2\0",
                                        16) +
                            std::string("\0\0\0\x08"
                                        "mdat",
                                        8);
  const std::string digest = sourceDigest("clip.mp4");
  EXPECT_FALSE(readOutputMark(folder.write("foreign.mp4", video)));
  const auto mark = readOutputMark(folder.write("own.mp4", video + videoMark(digest)));
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->copyOf, digest);
  EXPECT_FALSE(readOutputMark(folder.write("short.mp4", video.substr(0, 8))));
}

TEST(OutputMark, TextsAreKnownByTheirBeginning) {
  const test::TempFolder folder;
  const auto own = [&](const std::string& content) {
    return readOutputMark(folder.write("file", content)).has_value();
  };
  EXPECT_TRUE(own("file,face,x,y,width,height,score,label,anger\n"));
  EXPECT_TRUE(own("\xef\xbb\xbf"
                  "file,face,x,y,width,height,score,label,anger\n"));
  EXPECT_TRUE(own("metric,class,value\naccuracy,,1\n"));
  EXPECT_TRUE(own("Mien evaluation report\n\nmodel  x\n"));
  EXPECT_TRUE(own("{\n  \"program\": \"Mien\",\n"));
  EXPECT_TRUE(own("[\n  {\n    \"program\": \"Mien\","));
  EXPECT_FALSE(own("file,face,emotion\nmy own table,1,2\n"));
  EXPECT_FALSE(own("{\"text\": \"program: Mien\"}"));
  EXPECT_FALSE(own("Mien evaluation reports are kept elsewhere\n"));
  EXPECT_FALSE(own("holiday notes"));
  EXPECT_FALSE(own("\x89PNG\r\n\x1a\n"));
}

TEST(OutputGuard, OnlyForeignContentIsInTheWay) {
  const test::TempFolder folder;
  EXPECT_TRUE(wouldReplaceForeign(folder.write("notes.txt", "mine")));
  EXPECT_FALSE(wouldReplaceForeign(folder.write("empty", "")));
  EXPECT_FALSE(wouldReplaceForeign(folder.path() / "missing"));
  EXPECT_FALSE(wouldReplaceForeign(folder.write("own.png", png(""))));
  EXPECT_FALSE(wouldReplaceForeign("/dev/null"));
  EXPECT_FALSE(wouldReplaceForeign("/dev/stdout"));
  fs::create_symlink("notes.txt", folder.path() / "link.csv");
  EXPECT_TRUE(wouldReplaceForeign(folder.path() / "link.csv"));
}

} // namespace
} // namespace mien
