#include "core/live/video_analysis.h"

#include "core/common/error.h"
#include "core/live/source/frame_source.h"
#include "core/live/video_report.h"
#include "core/session/session_statistics.h"
#include "tests/support/fake_classifier.h"
#include "tests/support/scripted_detector.h"
#include "tests/support/scripted_source.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/videoio.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

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
  std::vector<FrameResult> results;
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

TEST_F(VideoAnalysisTest, RefusesAVideoWithoutAPicture) {
  std::ifstream stream(m_file, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(stream), {});
  // The pictures lie between the header and the index behind them.
  const std::size_t pictures = bytes.find("movi") + 4;
  const std::size_t index = bytes.rfind("idx1");
  ASSERT_LT(pictures, index);
  std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(pictures), bytes.begin() + static_cast<std::ptrdiff_t>(index),
            '\0');
  EXPECT_THROW((void)analyzeVideo(m_folder.write("empty.avi", bytes), m_detector, m_classifier, {}, {}), Error);
}

TEST_F(VideoAnalysisTest, RefusesWhatIsNoVideo) {
  EXPECT_THROW((void)analyzeVideo(m_folder / "none.mp4", m_detector, m_classifier, {}, {}), Error);
  EXPECT_THROW((void)analyzeVideo(m_folder.write("x.mp4", "x"), m_detector, m_classifier, {}, {}), Error);
}

/// Frames of given times and grey values; a face is found where the value is over 50.
class ScriptedVideo {
public:
  struct Frame {
    std::optional<double> seconds;
    int value = 0;
  };

  explicit ScriptedVideo(std::vector<Frame> frames, double rate = 0, std::int64_t stated = 0,
                         std::vector<TimeInterval> unreadable = {})
      : m_source(*this, rate, stated, std::move(unreadable)), m_frames(std::move(frames)) {}

  VideoAnalysis analyze(const LiveOptions& options = {}) {
    test::ScriptedDetector detector([](const cv::Mat& image) {
      return image.at<cv::Vec3b>(100, 120)[0] > 50 ? std::vector{test::faceAt(100, 80, 60)} : std::vector<Face>{};
    });
    test::FakeClassifier classifier;
    return analyzeVideo(m_source, "film.mp4", detector, classifier, options,
                        [this](const VideoProgress& progress, const auto&, const auto& result) {
                          m_total = progress.total;
                          results.push_back(*result);
                        });
  }

  std::vector<FrameResult> results;
  [[nodiscard]] std::int64_t total() const { return m_total; }

private:
  struct Source : FrameSource {
    Source(ScriptedVideo& video, double rate, std::int64_t stated, std::vector<TimeInterval> parts)
        : m_video(video), m_rate(rate), m_stated(stated), m_parts(std::move(parts)) {}
    FrameRead read() override {
      if (m_next == m_video.m_frames.size()) {
        return test::endOfSource();
      }
      const Frame& frame = m_video.m_frames[m_next++];
      FrameRead read = test::grey(frame.value);
      read.seconds = frame.seconds;
      return read;
    }
    double fps() const override { return m_rate; }
    std::int64_t frameCount() const override { return m_stated; }
    std::vector<TimeInterval> unreadable() const override { return m_parts; }
    bool live() const override { return false; }

    ScriptedVideo& m_video;
    double m_rate;
    std::int64_t m_stated;
    std::vector<TimeInterval> m_parts;
    std::size_t m_next = 0;
  };

  Source m_source;
  std::vector<Frame> m_frames;
  std::int64_t m_total = 0;
};

TEST(VideoAnalysis, NobodyIsReportedWhoHasNotComeOrHasLeft) {
  std::vector<ScriptedVideo::Frame> frames; // 10 a second: nobody, somebody from 2 to 4 s, nobody
  for (int i = 0; i < 60; ++i) {
    frames.push_back({i / 10.0, i >= 20 && i < 40 ? 204 : 0});
  }
  ScriptedVideo video(frames);
  EXPECT_EQ(video.analyze().frames, 60);
  ASSERT_EQ(video.results.size(), 60U);
  SessionStatistics statistics({"dark", "bright"});
  for (int i = 0; i < 60; ++i) {
    const FrameResult& result = video.results[static_cast<std::size_t>(i)];
    EXPECT_EQ(result.frame, static_cast<std::uint64_t>(i));
    EXPECT_EQ(result.faces.size(), i >= 20 && i < 40 ? 1U : 0U) << i;
    statistics.add(result.seconds, result.faces);
  }
  EXPECT_EQ(statistics.json()["frames_with_faces"], 20);
  const auto faces = statistics.faces();
  ASSERT_EQ(faces.size(), 1U);
  EXPECT_EQ(faces.at(1).frames, 20U);
  EXPECT_DOUBLE_EQ(faces.at(1).first, 2.0);
  EXPECT_DOUBLE_EQ(faces.at(1).last, 3.9);
  EXPECT_DOUBLE_EQ(faces.at(1).until, 4.0);
  EXPECT_NEAR(faces.at(1).meanProbabilities[1], 0.8, 1e-5) << "204 of 255 in every frame, the first and last, too";
}

TEST(VideoAnalysis, AFaceThatIsMissedForAMomentKeepsItsNumberAndHasNoRowsMeanwhile) {
  ScriptedVideo video({{0.0, 204}, {0.1, 204}, {0.2, 0}, {0.3, 0}, {0.4, 204}, {1.5, 0}, {1.6, 204}});
  (void)video.analyze();
  std::vector<int> ids;
  for (const FrameResult& result : video.results) {
    ids.push_back(result.faces.empty() ? 0 : result.faces[0].id);
  }
  EXPECT_EQ(ids, (std::vector<int>{1, 1, 0, 0, 1, 0, 2}));
}

TEST(VideoAnalysis, SmoothsOverTheTimesOfTheFrames) {
  // The rate that the header states (1000) is of no account.
  const std::vector<ScriptedVideo::Frame> frames{{0.0, 102}, {0.1, 204}, {0.15, 204}, {0.65, 102}, {2.65, 255}};
  ScriptedVideo video(frames, 1000, 5);
  LiveOptions options;
  options.smoothingSeconds = 0.4;
  EXPECT_DOUBLE_EQ(video.analyze(options).fps, 1000);
  double smoothed = 0;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const double raw = frames[i].value / 255.0;
    const double passed = i == 0 ? 0 : *frames[i].seconds - *frames[i - 1].seconds;
    smoothed = i == 0 ? raw : smoothed + (1 - std::exp(-passed / 0.4)) * (raw - smoothed);
    const FrameResult& result = video.results.at(i);
    EXPECT_DOUBLE_EQ(result.seconds, *frames[i].seconds);
    ASSERT_EQ(result.faces.size(), 1U) << i;
    EXPECT_EQ(result.faces[0].id, 1) << i;
    EXPECT_NEAR(result.faces[0].rawProbabilities[1], raw, 1e-5) << i;
    EXPECT_NEAR(result.faces[0].probabilities[1], smoothed, 1e-5) << i;
  }
  ScriptedVideo plain(frames);
  options.smoothingSeconds = 0;
  (void)plain.analyze(options);
  for (const FrameResult& result : plain.results) {
    EXPECT_EQ(result.faces.at(0).probabilities, result.faces.at(0).rawProbabilities);
  }
}

TEST(VideoAnalysis, FramesWithoutTimesOfTheirOwnComeAtTheRate) {
  ScriptedVideo video({{{}, 0}, {{}, 0}, {{}, 0}}, 8);
  (void)video.analyze();
  EXPECT_DOUBLE_EQ(video.results.at(2).seconds, 0.25);
  ScriptedVideo unknown({{{}, 0}, {{}, 0}});
  EXPECT_DOUBLE_EQ(unknown.analyze().fps, 25);
  EXPECT_DOUBLE_EQ(unknown.results.at(1).seconds, 0.04);
}

TEST(VideoAnalysis, IsDamagedWhereTheDecoderSaysSoAndNotByACount) {
  ScriptedVideo fewer({{0.0, 0}, {0.1, 0}}, 10, 90000);
  EXPECT_TRUE(fewer.analyze().unreadable.empty());
  ScriptedVideo hole({{0.0, 0}, {0.1, 0}, {1.1, 0}}, 10, 3, {{0.2, 1.1}});
  const VideoAnalysis analysis = hole.analyze();
  ASSERT_EQ(analysis.unreadable.size(), 1U);
  const auto json = videoReportJson("film.mp4", analysis, SessionStatistics({"dark"}));
  EXPECT_EQ(json["unreadable"].dump(), R"([{"from":0.2,"to":1.1}])");
  EXPECT_FALSE(json.contains("ends_early"));
}

} // namespace
} // namespace mien
