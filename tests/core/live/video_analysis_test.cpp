#include "core/live/video_analysis.h"

#include "core/common/error.h"
#include "tests/support/fake_classifier.h"
#include "tests/support/scripted_detector.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/videoio.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace mien {
namespace {

class VideoAnalysisTest : public testing::Test {
protected:
  VideoAnalysisTest() : m_file(m_folder / "video.avi") {
    cv::VideoWriter writer(m_file.string(), cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 20, {320, 240});
    for (int i = 0; i < 30; ++i) {
      writer.write(cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(8 * i)));
    }
  }

  test::TempFolder m_folder;
  std::filesystem::path m_file;
  int m_asked = 0;
  test::ScriptedDetector m_detector{[this](const cv::Mat&) {
    ++m_asked;
    return std::vector{test::faceAt(100, 80, 60)};
  }};
  test::FakeClassifier m_classifier;
};

TEST_F(VideoAnalysisTest, AnalysesEveryFrameInOrder) {
  std::vector<LiveResult> results;
  VideoProgress last;
  const VideoAnalysis analysis = analyzeVideo(
      m_file, m_detector, m_classifier, {}, [&](const VideoProgress& progress, const auto& frame, const auto& result) {
        EXPECT_EQ(frame->number, result->frame);
        EXPECT_EQ(progress.done, static_cast<std::int64_t>(results.size()) + 1);
        results.push_back(*result);
        last = progress;
      });
  EXPECT_FALSE(analysis.stopped);
  EXPECT_EQ(analysis.frames, 30);
  EXPECT_NEAR(analysis.fps, 20, 0.01);
  EXPECT_EQ(last.done, 30);
  EXPECT_EQ(last.total, 30);
  EXPECT_EQ(m_asked, 30); // faces are looked for in every frame
  ASSERT_EQ(results.size(), 30U);
  for (std::size_t i = 0; i < results.size(); ++i) {
    EXPECT_NEAR(results[i].seconds, static_cast<double>(i) / 20, 1e-6);
    ASSERT_EQ(results[i].faces.size(), 1U);
    EXPECT_EQ(results[i].faces[0].id, 1);
    EXPECT_NEAR(results[i].faces[0].rawProbabilities[1], 8.0 * static_cast<double>(i) / 255, 0.02);
  }
  EXPECT_LT(results[20].faces[0].probabilities[1], results[20].faces[0].rawProbabilities[1]); // smoothed: later
}

TEST_F(VideoAnalysisTest, StopsWhenAsked) {
  std::stop_source stop;
  const VideoAnalysis analysis = analyzeVideo(
      m_file, m_detector, m_classifier, {},
      [&](const VideoProgress& progress, const auto&, const auto&) {
        if (progress.done == 7) {
          stop.request_stop();
        }
      },
      stop.get_token());
  EXPECT_TRUE(analysis.stopped);
  EXPECT_EQ(analysis.frames, 7);
}

TEST_F(VideoAnalysisTest, NoticesADamagedVideo) {
  EXPECT_FALSE(endsEarly(analyzeVideo(m_file, m_detector, m_classifier, {}, {})));
  std::ifstream stream(m_file, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(stream), {});
  // Of the pictures, between the header and the index behind them, only the first tenth stays.
  const std::size_t pictures = bytes.find("movi") + 4;
  const std::size_t index = bytes.rfind("idx1");
  ASSERT_LT(pictures, index);
  std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(pictures + (index - pictures) / 10),
            bytes.begin() + static_cast<std::ptrdiff_t>(index), '\0');
  const VideoAnalysis cut = analyzeVideo(m_folder.write("cut.avi", bytes), m_detector, m_classifier, {}, {});
  EXPECT_LT(cut.frames, 10);
  EXPECT_TRUE(endsEarly(cut));
  std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(pictures), bytes.begin() + static_cast<std::ptrdiff_t>(index),
            '\0');
  EXPECT_THROW((void)analyzeVideo(m_folder.write("empty.avi", bytes), m_detector, m_classifier, {}, {}), Error);
}

TEST_F(VideoAnalysisTest, RefusesWhatIsNoVideo) {
  EXPECT_THROW((void)analyzeVideo(m_folder / "none.mp4", m_detector, m_classifier, {}, {}), Error);
  EXPECT_THROW((void)analyzeVideo(m_folder.write("x.mp4", "x"), m_detector, m_classifier, {}, {}), Error);
}

} // namespace
} // namespace mien
