#include "core/picture/file_kind.h"

#include "tests/support/ffmpeg_command.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

// The one list of kinds (core/picture/file_kind.h) knows what FFmpeg writes.
TEST(ContainerKinds, AreKnownByContentNotByName) {
  if (!test::haveFfmpeg()) {
    GTEST_SKIP() << "no ffmpeg command";
  }
  const test::TempFolder folder;
  const std::string source = "-f lavfi -i testsrc=s=64x48:r=10:d=0.5 -pix_fmt yuv420p ";
  for (const char* target :
       {"-c:v mpeg4 a.mp4", "-c:v mpeg4 a.mov", "-c:v mpeg4 -f 3gp a.3gp", "-c:v mpeg4 a.mkv", "-c:v mjpeg a.avi",
        "-c:v mpeg2video a.mpg", "-c:v mpeg4 -f mpegts a.ts", "-c:v flv a.flv", "-c:v wmv2 a.wmv",

        "-c:v mpeg4 -mpegts_m2ts_mode 1 -f mpegts a.m2ts"}) {
    ASSERT_TRUE(test::ffmpeg(folder.path(), source + target)) << target;
  }
  int seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    EXPECT_EQ(detectFileType(entry.path()).kind, FileKind::Video) << entry.path();
    const auto renamed = folder / "without-suffix";
    std::filesystem::copy_file(entry.path(), renamed, std::filesystem::copy_options::overwrite_existing);
    EXPECT_EQ(detectFileType(renamed).kind, FileKind::Video) << entry.path();
    std::filesystem::remove(renamed);
    ++seen;
  }
  EXPECT_EQ(seen, 10);
}

} // namespace
} // namespace mien
