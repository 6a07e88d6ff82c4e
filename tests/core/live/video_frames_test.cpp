#include "core/live/video_frames.h"

#include "core/common/error.h"
#include "core/live/frame_source.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include <vector>

namespace mien {
namespace {

class VideoFramesTest : public testing::TestWithParam<const char*> {
protected:
  /// Pictures with a bar that moves, and what reading them from the beginning gives.
  bool write(int frames) {
    m_file = m_folder / "video.avi";
    const char* codec = GetParam();
    cv::VideoWriter writer(m_file.string(), cv::VideoWriter::fourcc(codec[0], codec[1], codec[2], codec[3]), 25,
                           {160, 120});
    for (int i = 0; writer.isOpened() && i < frames; ++i) {
      cv::Mat image(120, 160, CV_8UC3, cv::Scalar(90, 60, 30));
      cv::rectangle(image, {i % 150, 20, 10, 40 + i % 50}, cv::Scalar(200, 200, 40), cv::FILLED);
      writer.write(image);
    }
    if (!writer.isOpened()) {
      return false;
    }
    writer.release();
    SourceSpec spec;
    spec.kind = SourceSpec::Kind::Video;
    spec.location = m_file.string();
    const auto source = openSource(spec);
    for (FrameRead read = source->read(); read.status == FrameRead::Status::Frame; read = source->read()) {
      m_read.push_back(read.image);
    }
    return true;
  }

  [[nodiscard]] bool isFrame(const cv::Mat& image, int number) const {
    return !image.empty() && cv::norm(image, m_read.at(static_cast<std::size_t>(number)), cv::NORM_INF) == 0;
  }

  [[nodiscard]] std::uint32_t print(int number) const {
    return frameFingerprint(m_read.at(static_cast<std::size_t>(number)));
  }

  test::TempFolder m_folder;
  std::filesystem::path m_file;
  std::vector<cv::Mat> m_read;
};

TEST_P(VideoFramesTest, BringsTheVeryFrameThatWasRead) {
  if (!write(240)) {
    GTEST_SKIP() << "no encoder for " << GetParam();
  }
  ASSERT_EQ(m_read.size(), 240U);
  VideoFrames frames(m_file);
  for (const int number : {0, 3, 200, 201, 120, 7, 239, 238, 0}) {
    EXPECT_TRUE(isFrame(frames.at(number, print(number)), number)) << number;
  }
}

TEST_P(VideoFramesTest, ReadsOnWhereAJumpGoesAstray) {
  if (!write(240)) {
    GTEST_SKIP() << "no encoder for " << GetParam();
  }
  VideoFrames frames(m_file);
  EXPECT_TRUE(isFrame(frames.at(150, /*fingerprint=*/1), 150)); // no jump ends at such a frame
  EXPECT_TRUE(isFrame(frames.at(20, print(20)), 20));
  EXPECT_TRUE(isFrame(frames.at(230, print(230)), 230));
}

TEST_P(VideoFramesTest, HasNothingBeyondTheEndOrWhenStopped) {
  if (!write(60)) {
    GTEST_SKIP() << "no encoder for " << GetParam();
  }
  VideoFrames frames(m_file);
  EXPECT_TRUE(frames.at(600, 1).empty());
  EXPECT_TRUE(isFrame(frames.at(5, print(5)), 5)) << "and goes on";
  std::stop_source stop;
  stop.request_stop();
  EXPECT_TRUE(frames.at(40, print(40), stop.get_token()).empty());
}

INSTANTIATE_TEST_SUITE_P(Codecs, VideoFramesTest, testing::Values("MJPG", "mp4v"));

TEST(VideoFrames, SaysWhatIsWrongWithTheFile) {
  const test::TempFolder folder;
  EXPECT_THROW(VideoFrames(folder / "none.mp4"), Error);
  EXPECT_THROW(VideoFrames(folder.write("x.mp4", "x")), Error);
}

} // namespace
} // namespace mien
