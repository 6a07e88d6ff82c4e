#include "core/video/video_writer.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "core/video/video_reader.h"
#include "tests/support/ffmpeg_command.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <sys/stat.h>

namespace mien {
namespace {

cv::Mat grey(int value, cv::Size size = {96, 64}) { return cv::Mat(size, CV_8UC3, cv::Scalar::all(value)); }

std::vector<VideoFrame> readAll(const std::filesystem::path& file) {
  VideoReader reader(file);
  std::vector<VideoFrame> frames;
  while (std::optional<VideoFrame> frame = reader.read()) {
    frames.push_back(std::move(*frame));
  }
  return frames;
}

TEST(VideoWriter, KeepsTheTimesThatItIsGiven) {
  const test::TempFolder folder;
  const std::vector<double> times{0, 0.1, 0.2, 0.7, 1.2, 3.0, 3.011, 3.044, 9.5};
  VideoWriter writer(folder / "copy.mp4", {.fps = 25, .audioSource = {}});
  for (std::size_t i = 0; i < times.size(); ++i) {
    writer.write(grey(20 + 20 * static_cast<int>(i)), times[i]);
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "copy.mp4"));
  EXPECT_TRUE(std::filesystem::exists(folder / "copy.part.mp4"));
  writer.finish();
  EXPECT_FALSE(std::filesystem::exists(folder / "copy.part.mp4"));
  const auto frames = readAll(folder / "copy.mp4");
  ASSERT_EQ(frames.size(), times.size());
  for (std::size_t i = 0; i < times.size(); ++i) {
    EXPECT_NEAR(frames[i].seconds, times[i], 2e-5);
    EXPECT_NEAR(frames[i].image.at<cv::Vec3b>(30, 40)[1], 20 + 20 * static_cast<int>(i), 4);
  }
  if (test::haveFfmpeg()) {
    const auto probed = test::ffprobe(folder / "copy.mp4", "frame=pts_time");
    ASSERT_EQ(probed.size(), times.size());
    for (std::size_t i = 0; i < times.size(); ++i) {
      EXPECT_NEAR(probed[i], times[i], 2e-5);
    }
  }
}

TEST(VideoWriter, TheLastFrameHasItsTime) {
  const test::TempFolder folder;
  VideoWriter writer(folder / "copy.mp4", {.fps = 30, .audioSource = {}});
  for (int i = 0; i < 90; ++i) {
    writer.write(grey(i), i / 30.0);
  }
  writer.finish();
  EXPECT_NEAR(VideoReader(folder / "copy.mp4").info().seconds, 3, 0.001);
  EXPECT_EQ(readAll(folder / "copy.mp4").size(), 90U);
}

TEST(VideoWriter, ColoursStay) {
  const test::TempFolder folder;
  for (const cv::Size size : {cv::Size(96, 64), cv::Size(1280, 720)}) {
    VideoWriter writer(folder / "copy.mp4", {});
    writer.write(cv::Mat(size, CV_8UC3, cv::Scalar(20, 100, 200)), 0);
    writer.finish();
    const auto pixel = readAll(folder / "copy.mp4").at(0).image.at<cv::Vec3b>(30, 40);
    EXPECT_NEAR(pixel[0], 20, 5);
    EXPECT_NEAR(pixel[1], 100, 5);
    EXPECT_NEAR(pixel[2], 200, 5);
  }
}

TEST(VideoWriter, TakesAnySize) {
  const test::TempFolder folder;
  for (const cv::Size size :
       {cv::Size(321, 241), cv::Size(16, 17), cv::Size(2, 2), cv::Size(1, 1), cv::Size(33, 500)}) {
    VideoWriter writer(folder / "copy.mp4", {});
    for (int i = 0; i < 5; ++i) {
      writer.write(grey(100, size), i / 25.0);
    }
    writer.write(grey(100, {40, 30}), 0.2); // pictures may change their size on the way
    writer.finish();
    const auto frames = readAll(folder / "copy.mp4");
    ASSERT_EQ(frames.size(), 6U) << size;
    EXPECT_EQ(frames[0].image.size(), cv::Size(size.width + size.width % 2, size.height + size.height % 2));
    EXPECT_NEAR(frames[0].image.at<cv::Vec3b>(frames[0].image.rows - 1, frames[0].image.cols - 1)[1], 100, 6);
  }
}

TEST(VideoWriter, ATurnedPictureIsFittedInNotStretched) {
  const test::TempFolder folder;
  VideoWriter writer(folder / "turned.mp4", {10, {}});
  writer.write(grey(120, {160, 80}), 0);
  cv::Mat upright = grey(20, {80, 160}); // a telephone turned while it filmed: a bright square in its middle
  upright(cv::Rect(20, 60, 40, 40)).setTo(cv::Scalar::all(220));
  writer.write(upright, 0.1);
  writer.finish("");
  VideoReader reader(folder / "turned.mp4");
  (void)reader.read();
  const cv::Mat seen = reader.read()->image;
  ASSERT_EQ(seen.size(), cv::Size(160, 80));
  // Half its size, 40 x 80 in the middle; the square is 20 x 20 about (80, 40), and still a square.
  const auto at = [&](int x, int y) { return seen.at<cv::Vec3b>(y, x)[1]; };
  EXPECT_LT(at(50, 40), 12) << "black beside it";
  EXPECT_NEAR(at(65, 40), 20, 12);
  for (const auto& [x, y] : {std::pair{80, 40}, {73, 40}, {87, 40}, {80, 33}, {80, 47}}) {
    EXPECT_GT(at(x, y), 180) << x << " " << y;
  }
  for (const auto& [x, y] : {std::pair{66, 40}, {94, 40}, {80, 26}, {80, 54}}) {
    EXPECT_LT(at(x, y), 60) << x << " " << y;
  }
}

TEST(VideoWriter, BringsTheSoundAlong) {
  if (!test::haveFfmpeg()) {
    GTEST_SKIP() << "no ffmpeg command";
  }
  const test::TempFolder folder;
  // The sound begins with the pictures, or half a second before or after them.
  const std::string source = "-f lavfi -i testsrc=s=96x64:r=10:d=3 -f lavfi -i sine=d=3 -c:v mpeg4 -pix_fmt yuv420p ";
  for (const char* target :
       {"-c:a aac a.mp4", "-c:a aac -f mpegts a.ts", "-c:a libmp3lame a.mkv", "-c:a libopus b.mkv", "-c:a ac3 c.mkv"}) {
    const std::string name = std::string(target).substr(std::string(target).rfind(' ') + 1);
    if (!test::ffmpeg(folder.path(), source + target)) {
      continue;
    }
    VideoWriter writer(folder / "copy.mp4", {.fps = 10, .audioSource = folder / name});
    for (int i = 0; i < 20; ++i) {
      writer.write(grey(100), i / 10.0); // two of three seconds
    }
    writer.finish();
    EXPECT_EQ(writer.audioProblem(), "") << name;
    const auto heard = test::ffprobe(folder / "copy.mp4", "packet=pts_time", "a:0");
    const auto before = test::ffprobe(folder / name, "packet=pts_time", "a:0");
    const auto seen = test::ffprobe(folder / name, "packet=pts_time", "v:0");
    ASSERT_FALSE(heard.empty()) << name;
    std::vector<double> expected;
    for (const double time : before) {
      if (time - seen[0] > -1e-4 && time - seen[0] < 2 - 1e-4) {
        expected.push_back(time - seen[0]);
      }
    }
    ASSERT_NEAR(static_cast<double>(heard.size()), static_cast<double>(expected.size()), 1) << name;
    EXPECT_NEAR(heard[0], expected[0], 0.003) << name;
    EXPECT_NEAR(heard[20], expected[20], 0.003) << name;
    EXPECT_EQ(readAll(folder / "copy.mp4").size(), 20U) << name;
  }
}

TEST(VideoWriter, SaysWhenTheSoundDoesNotFit) {
  if (!test::haveFfmpeg()) {
    GTEST_SKIP() << "no ffmpeg command";
  }
  const test::TempFolder folder;
  ASSERT_TRUE(test::ffmpeg(folder.path(),
                           "-f lavfi -i testsrc=s=96x64:r=10:d=1 -f lavfi -i sine=d=1 -c:v mpeg4 -pix_fmt yuv420p "
                           "-c:a wmav2 a.mkv"));
  VideoWriter writer(folder / "copy.mp4", {.fps = 10, .audioSource = folder / "a.mkv"});
  writer.write(grey(100), 0);
  writer.finish();
  EXPECT_NE(writer.audioProblem().find("wmav2"), std::string::npos) << writer.audioProblem();
  EXPECT_EQ(readAll(folder / "copy.mp4").size(), 1U);
}

TEST(VideoWriter, AFullDiskIsSaid) {
  const test::TempFolder folder;
  const test::SmallDisk disk(folder / "disk", 4096);
  if (!disk.mounted()) {
    GTEST_SKIP() << "may not mount a file system";
  }
  VideoWriter writer(folder / "disk/copy.mp4", {});
  try {
    writer.write(grey(100), 0);
    FAIL() << "there is less room than is kept free";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::DiskFull);
  }
}

TEST(VideoWriter, WritesOverFilesOnly) {
  const test::TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe.mp4").c_str(), 0600), 0);
  std::filesystem::create_directory(folder / "folder.mp4");
  for (const char* name : {"pipe.mp4", "folder.mp4", "missing/copy.mp4"}) {
    VideoWriter writer(folder / name, {});
    EXPECT_THROW(writer.write(grey(100), 0), Error) << name;
    writer.discard();
  }
  struct stat status {};
  ASSERT_EQ(::stat((folder / "pipe.mp4").c_str(), &status), 0);
  EXPECT_TRUE(S_ISFIFO(status.st_mode));
  // What a link points to is replaced, not the link.
  folder.write("real.mp4", "old");
  std::filesystem::create_symlink("real.mp4", folder / "link.mp4");
  VideoWriter writer(folder / "link.mp4", {});
  writer.write(grey(100), 0);
  writer.finish();
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link.mp4"));
  EXPECT_EQ(readAll(folder / "real.mp4").size(), 1U);
}

TEST(VideoWriter, GrowsInNoFileOfSomebodyElse) {
  const test::TempFolder folder;
  folder.write("copy.part.mp4", "my only copy");
  {
    VideoWriter writer(folder / "copy.mp4", {});
    EXPECT_THROW(writer.write(grey(100), 0), Error);
    writer.discard();
  }
  EXPECT_EQ(readFile(folder / "copy.part.mp4"), "my only copy");
  // What a killed program left of an earlier copy is no hindrance.
  {
    VideoWriter writer(folder / "left.mp4", {});
    writer.write(grey(100), 0);
    writer.write(grey(120), 0.1);
    std::filesystem::copy_file(folder / "left.part.mp4", folder / "kept.mp4");
    writer.discard();
  }
  const std::string unfinished = readFile(folder / "kept.mp4");
  ASSERT_NE(unfinished.find("ftyp"), std::string::npos);
  folder.write("left.part.mp4", unfinished);
  VideoWriter again(folder / "left.mp4", {});
  again.write(grey(100), 0);
  again.finish();
  EXPECT_EQ(readAll(folder / "left.mp4").size(), 1U);
}

TEST(VideoWriter, ForgetsWhatIsDiscarded) {
  const test::TempFolder folder;
  VideoWriter writer(folder / "copy.mp4", {});
  writer.write(grey(100), 0);
  writer.discard();
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

} // namespace
} // namespace mien
