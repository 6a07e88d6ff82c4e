#include "core/video/video_frames.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "tests/support/ffmpeg_command.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include <vector>

namespace mien {
namespace {

std::vector<VideoFrame> readAll(const std::filesystem::path& file) {
  VideoReader reader(file);
  std::vector<VideoFrame> frames;
  while (std::optional<VideoFrame> frame = reader.read()) {
    frames.push_back(std::move(*frame));
  }
  return frames;
}

bool same(const cv::Mat& one, const cv::Mat& other) {
  return one.size() == other.size() && cv::norm(one, other, cv::NORM_INF) == 0;
}

class VideoFramesTest : public testing::Test {
protected:
  void SetUp() override {
    if (!test::haveFfmpeg()) {
      GTEST_SKIP() << "no ffmpeg command";
    }
  }

  bool make(const std::string& arguments) { return test::ffmpeg(m_folder.path(), arguments); }

  /// Goes to and fro, to frames and between them, and compares with reading from the beginning.
  static void expectTheVeryFrames(const std::filesystem::path& file, std::size_t count) {
    const auto read = readAll(file);
    ASSERT_EQ(read.size(), count) << file;
    VideoFrames frames(file);
    const auto expect = [&](double seconds, std::size_t number) {
      const auto frame = frames.at(seconds);
      ASSERT_TRUE(frame) << file << " " << number;
      EXPECT_NEAR(frame->seconds, read[number].seconds, 1e-9) << file << " " << number;
      EXPECT_TRUE(same(frame->image, read[number].image)) << file << " " << number;
    };
    std::size_t number = 0;
    for (std::size_t i = 0; i < 40; ++i) {
      expect(read[number].seconds, number);
      number = (number * 7 + 61 * (i % 3) + i) % count;
    }
    for (std::size_t back = count; back-- > count - 5;) {
      expect(read[back].seconds, back);
    }
    expect((read[count / 2].seconds + read[count / 2 + 1].seconds) / 2, count / 2);
    expect(read[3].seconds + 1e-4, 3);
    expect(read.back().seconds + 60, count - 1);
    expect(0, 0);
  }

  test::TempFolder m_folder;
};

TEST_F(VideoFramesTest, BringsTheVeryFrameThatWasReadFromAnyContainer) {
  // A picture that moves and changes, over 12 s, with key frames two seconds apart.
  const std::string source = "-f lavfi -i testsrc2=s=96x64:r=10:d=12 -pix_fmt yuv420p -g 20 ";
  for (const char* target :
       {"-c:v libx264 -bf 3 a.mp4", "-c:v libx264 -bf 3 a.mkv", "-c:v libx264 -bf 3 -f mpegts a.ts",
        "-c:v libx264 -bf 3 -x264-params open-gop=1 -f mpegts open.m2ts", "-c:v mpeg4 -bf 2 b.mp4", "-c:v mpeg4 b.avi",
        "-c:v mpeg2video -bf 2 b.mpg", "-c:v libvpx -b:v 300k c.webm", "-c:v libvpx-vp9 -b:v 300k -cpu-used 8 d.webm",
        "-c:v libx264 -bf 3 e.flv", "-c:v wmv2 f.wmv", "-c:v libtheora g.ogv",
        "-c:v libx265 -preset ultrafast -x265-params log-level=none h.mp4"}) {
    const std::string name = std::string(target).substr(std::string(target).rfind(' ') + 1);
    if (make(source + target)) { // not every machine has every encoder
      expectTheVeryFrames(m_folder / name, 120);
    }
  }
}

TEST_F(VideoFramesTest, BringsTheVeryFrameOfAnUnevenVideo) {
  const std::string source = "-f lavfi -i testsrc2=s=96x64:r=10:d=8 -vf \"settb=1/1000,setpts='N*80+mod(N*N,7)*9'\" "
                             "-vsync passthrough -enc_time_base 1/1000 -pix_fmt yuv420p -g 15 ";
  for (const char* target : {"-c:v mpeg4 -bf 2 a.mp4", "-c:v mpeg4 a.mkv", "-c:v libvpx a.webm"}) {
    const std::string name = std::string(target).substr(std::string(target).rfind(' ') + 1);
    if (make(source + target)) {
      // FFmpeg 7's muxer cuts the last frame of the .mp4 off (see VideoReaderTest.FramesHaveTheirOwnTimes...).
      const auto count = test::ffprobe(m_folder / name, "frame=best_effort_timestamp_time").size();
      ASSERT_GE(count, 79U) << name;
      expectTheVeryFrames(m_folder / name, count);
    }
  }
}

TEST_F(VideoFramesTest, BringsTheVeryFrameWhereThereIsNoIndex) {
  ASSERT_TRUE(make("-f lavfi -i testsrc2=s=96x64:r=10:d=8 -c:v gif -pix_fmt rgb8 a.gif"));
  expectTheVeryFrames(m_folder / "a.gif", 80);
  ASSERT_TRUE(make("-f lavfi -i testsrc2=s=96x64:r=10:d=8 -c:v mpeg4 -pix_fmt yuv420p -f m4v raw.m4v"));
  expectTheVeryFrames(m_folder / "raw.m4v", 80);
}

TEST_F(VideoFramesTest, GoesOverTheSeamOfTwoRecordings) {
  std::string both;
  for (const char* look : {"testsrc2", "testsrc"}) {
    ASSERT_TRUE(make(std::string("-f lavfi -i ") + look +
                     "=s=96x64:r=10:d=6 -pix_fmt yuv420p -c:v mpeg4 -g 20 -f mpegts p.ts"));
    both += readFile(m_folder / "p.ts");
  }
  expectTheVeryFrames(m_folder.write("both.ts", both), 120);
}

TEST_F(VideoFramesTest, GoesOverAHole) {
  ASSERT_TRUE(make("-f lavfi -i testsrc2=s=320x240:r=10:d=8 -pix_fmt yuvj420p -c:v mjpeg hole.avi"));
  std::string bytes = readFile(m_folder / "hole.avi");
  std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), bytes.size() / 10, '\0');
  m_folder.write("hole.avi", bytes);
  expectTheVeryFrames(m_folder / "hole.avi", readAll(m_folder / "hole.avi").size());
}

TEST_F(VideoFramesTest, StopsAndGoesOnWhereItWas) {
  ASSERT_TRUE(make("-f lavfi -i testsrc2=s=96x64:r=10:d=12 -pix_fmt yuv420p -c:v mpeg4 -g 20 a.mkv"));
  VideoFrames frames(m_folder / "a.mkv");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(frames.at(9, stop.get_token()));
  const auto frame = frames.at(9);
  ASSERT_TRUE(frame);
  EXPECT_NEAR(frame->seconds, 9, 1e-6);
  EXPECT_TRUE(same(frame->image, readAll(m_folder / "a.mkv")[90].image));
}

TEST_F(VideoFramesTest, SaysWhatIsWrongWithTheFile) {
  EXPECT_THROW(VideoFrames(m_folder / "none.mp4"), Error);
  EXPECT_THROW(VideoFrames(m_folder.write("x.mp4", "x")), Error);
}

} // namespace
} // namespace mien
