#include "core/video/video_kind.h"

#include "tests/support/ffmpeg_command.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace mien {
namespace {

TEST(IsVideoFile, GoesByContentNotByName) {
  if (!test::haveFfmpeg()) {
    GTEST_SKIP() << "no ffmpeg command";
  }
  const test::TempFolder folder;
  const std::string source = "-f lavfi -i testsrc=s=64x48:r=10:d=0.5 -pix_fmt yuv420p ";
  for (const char* target :
       {"-c:v mpeg4 a.mp4", "-c:v mpeg4 a.mov", "-c:v mpeg4 -f 3gp a.3gp", "-c:v mpeg4 a.mkv", "-c:v mjpeg a.avi",
        "-c:v mpeg2video a.mpg", "-c:v mpeg4 -f mpegts a.ts", "-c:v flv a.flv", "-c:v wmv2 a.wmv",
        "-c:v gif -pix_fmt rgb8 a.gif", "-c:v apng -pix_fmt rgb24 -f apng a.png",
        "-c:v mpeg4 -mpegts_m2ts_mode 1 -f mpegts a.m2ts"}) {
    ASSERT_TRUE(test::ffmpeg(folder.path(), source + target)) << target;
  }
  int seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    EXPECT_TRUE(isVideoFile(entry.path())) << entry.path();
    const auto renamed = folder / "without-suffix";
    std::filesystem::copy_file(entry.path(), renamed, std::filesystem::copy_options::overwrite_existing);
    EXPECT_TRUE(isVideoFile(renamed)) << entry.path();
    std::filesystem::remove(renamed);
    ++seen;
  }
  EXPECT_GE(seen, 12);
}

TEST(IsVideoFile, TakesNothingElseForOne) {
  const test::TempFolder folder;
  EXPECT_FALSE(isVideoFile(folder / "missing.mp4"));
  EXPECT_FALSE(isVideoFile(folder.path()));
  EXPECT_FALSE(isVideoFile(folder.write("empty.mp4", "")));
  EXPECT_FALSE(isVideoFile(folder.write("text.mp4", "no video")));
  EXPECT_FALSE(isVideoFile(folder.write("table.avi", "emotion,pixels,Usage\n0,1 2 3,Training\n")));
  EXPECT_FALSE(isVideoFile(folder.write("list.m3u8", "#EXTM3U\n#EXTINF:1,\n/etc/passwd\n")));
  const auto pipe = folder / "pipe.mp4";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_FALSE(isVideoFile(pipe)); // and does not wait
}

} // namespace
} // namespace mien
