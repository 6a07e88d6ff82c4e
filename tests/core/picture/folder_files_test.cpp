#include "core/picture/folder_files.h"

#include "core/common/error.h"
#include "core/common/files/output_mark.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <sys/stat.h>

#include <span>
#include <string>
#include <vector>

namespace mien {
namespace {

using namespace std::string_literals;
using test::TempFolder;

const std::string kGif = "GIF89a\1\0\1\0"s;
const std::string kAvi = "RIFF\0\0\0\0AVI "s;

TEST(ListFolder, SortsByContentAndCountsTheRest) {
  const TempFolder folder;
  folder.write("b.JPG", kGif);
  folder.write("a", kGif);
  folder.write("film.png", kAvi); // content decides
  folder.write("web.jpg", "<html>not found</html>");
  folder.write("one.txt", "hello");
  folder.write("two.TXT", "hello");
  folder.write("labels.csv", "a,b\n1,2\n");
  folder.write("._b.JPG", "\0\x05\x16\x07"s);
  folder.write(".DS_Store", "x");
  folder.write("__MACOSX/b.JPG", kGif);
  folder.write("inner/c.png", kGif);
  ASSERT_EQ(mkfifo((folder / "pipe.png").c_str(), 0600), 0);
  std::filesystem::create_symlink("nowhere", folder / "link.png");

  const FolderFiles found = listFolder(folder.path());
  // "web.jpg" is called a picture: reading it says what it is.
  EXPECT_EQ(found.pictures, (std::vector{folder / "a", folder / "b.JPG", folder / "web.jpg"}));
  EXPECT_EQ(found.videos, std::vector{folder / "film.png"});
  EXPECT_EQ(found.folders, std::vector{folder / "inner"});
  EXPECT_EQ(found.skipped.count(), 8U);
  EXPECT_EQ(found.skipped.text(), "2 .txt, 1 table, 1 pipe or device and 1 link to nowhere not read; 3 hidden or "
                                  "system files left out");
}

TEST(ListFolder, LeavesOutAnnotatedCopies) {
  const TempFolder folder;
  std::vector<unsigned char> png;
  cv::imencode(".png", cv::Mat(2, 2, CV_8UC1, cv::Scalar(7)), png);
  folder.write("face.png", std::string(png.begin(), png.end()));
  folder.write("face-2.png", markedPng(std::as_bytes(std::span(png)), sourceDigest(folder / "face.png")));
  folder.write("chart.png", markedPng(std::as_bytes(std::span(png))));
  const std::string film = "\0\0\0\x10"
                           "ftypisom\0\0\2\0"s;
  folder.write("film.mp4", film);
  folder.write("film-annotated.mp4", film + videoMark(sourceDigest(folder / "film.mp4")));
  const FolderFiles found = listFolder(folder.path());
  EXPECT_EQ(found.pictures, (std::vector{folder / "chart.png", folder / "face.png"}));
  EXPECT_EQ(found.videos, std::vector{folder / "film.mp4"});
  EXPECT_EQ(found.skipped.text(), "2 annotated copies of Mien's not read");
}

TEST(ListFolder, NamesAFolderThatIsNotThere) {
  const TempFolder folder;
  try {
    (void)listFolder(folder / "no\nne");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::NotFound);
    EXPECT_NE(std::string(error.what()).find("no\\nne"), std::string::npos) << error.what();
  }
}

TEST(ListFolder, StopsWhenAsked) {
  const TempFolder folder;
  folder.write("a.gif", kGif);
  std::stop_source source;
  source.request_stop();
  EXPECT_TRUE(listFolder(folder.path(), source.get_token()).stopped);
}

TEST(SkippedFiles, CountsByKind) {
  SkippedFiles skipped;
  EXPECT_TRUE(skipped.empty());
  EXPECT_EQ(skipped.text(), "");
  skipped.add(".DS_Store", FileKind::Other);
  EXPECT_EQ(skipped.text(), "1 hidden or system file left out");
  EXPECT_EQ(skipped.textWithoutLitter(), "");
  SkippedFiles more;
  for (int i = 0; i < 28; ++i) {
    more.add("a.xcf", FileKind::Other);
  }
  more.add("noise", FileKind::Other);
  more.add("a.mp4", FileKind::Video);
  more.add("b.mkv", FileKind::Video);
  skipped.add(more);
  EXPECT_EQ(skipped.count(), 32U);
  EXPECT_EQ(skipped.textWithoutLitter(), "28 .xcf, 2 videos and 1 other file not read");
  skipped.add("evil.a\nb", FileKind::Other);
  EXPECT_NE(skipped.text().find("1 .a\\nb"), std::string::npos) << skipped.text();
}

} // namespace
} // namespace mien
