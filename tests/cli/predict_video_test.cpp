#include "app/commands/predict_video.h"

#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "core/session/session_reader.h"
#include "tests/support/fake_classifier.h"
#include "tests/support/fake_detector.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/videoio.hpp>

#include <sstream>

namespace mien::cli {
namespace {

class PredictVideo : public testing::Test {
protected:
  PredictVideo() {
    m_options.file = m_folder / "video.avi";
    cv::VideoWriter writer(m_options.file.string(), cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 20, {320, 240});
    for (int i = 0; i < 20; ++i) {
      writer.write(cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(51)));
    }
  }

  void run(std::stop_token stop = {}) {
    test::FakeDetector detector({{cv::Rect2f(20, 30, 100, 100), 0.5F}});
    test::FakeClassifier classifier;
    runPredictVideo(m_options, detector, classifier, m_out, m_problems, std::move(stop));
  }

  test::TempFolder m_folder;
  PredictVideoOptions m_options;
  std::ostringstream m_out;
  std::ostringstream m_problems;
};

TEST_F(PredictVideo, PrintsWhatEachFaceShowed) {
  run();
  EXPECT_EQ(m_out.str(), m_options.file.string() + ": 20 frames, 1 face\n"
                                                   "  face 1: 0.0-1.0 s, 20 frames: dark 80.0%, bright 20.0%\n");
  EXPECT_EQ(m_problems.str(), "");
}

TEST_F(PredictVideo, WritesARowAFaceAndFrame) {
  m_options.csvFile = m_folder / "faces.csv";
  run();
  const RecordedSession session = readSession(m_options.csvFile);
  ASSERT_EQ(session.results.size(), 20U);
  EXPECT_NEAR(session.results[19].seconds, 0.95, 1e-9);
  EXPECT_NEAR(session.results[19].faces.at(0).probabilities.at(1), 0.2, 0.01);
}

TEST_F(PredictVideo, PrintsJson) {
  m_options.json = true;
  run();
  const auto json = nlohmann::json::parse(m_out.str());
  EXPECT_EQ(json["frames"], 20);
  EXPECT_EQ(json["stopped"], false);
  EXPECT_EQ(json["faces"][0]["frames"], 20);
}

TEST_F(PredictVideo, WritesAnAnnotatedCopy) {
  m_options.annotatedFolder = m_folder / "new";
  run();
  cv::VideoCapture copy((m_folder / "new/video-annotated.mp4").string());
  ASSERT_TRUE(copy.isOpened());
  EXPECT_NEAR(copy.get(cv::CAP_PROP_FPS), 20, 0.1);
  cv::Mat frame;
  int frames = 0;
  int boxed = 0;
  while (copy.read(frame)) {
    ++frames;
    boxed +=
        cv::norm(frame(cv::Rect(20, 30, 100, 100)), cv::Mat(100, 100, CV_8UC3, cv::Scalar::all(51)), cv::NORM_INF) > 100
            ? 1
            : 0;
  }
  EXPECT_EQ(frames, 20);
  EXPECT_EQ(boxed, 20);
}

TEST_F(PredictVideo, AFailedCopyCostsNothingElse) {
  m_options.annotatedFolder = m_folder / "new";
  std::filesystem::create_directories(m_folder / "new/video-annotated.part.mp4"); // in the way
  m_options.csvFile = m_folder / "faces.csv";
  EXPECT_THROW(run(), Error);
  EXPECT_NE(m_out.str().find("20 frames, 1 face"), std::string::npos);
  EXPECT_EQ(readSession(m_options.csvFile).results.size(), 20U);
}

TEST_F(PredictVideo, LeavesSmallFacesOut) {
  m_options.minFaceSide = 101;
  run();
  EXPECT_EQ(m_out.str(), m_options.file.string() + ": 20 frames, 0 faces\n");
}

TEST_F(PredictVideo, KeepsWhatWasAnalysedBeforeAnInterruption) {
  std::stop_source stop;
  stop.request_stop();
  m_options.csvFile = m_folder / "faces.csv";
  run(stop.get_token());
  EXPECT_EQ(m_out.str(), m_options.file.string() + ": 0 frames (stopped), 0 faces\n");
  EXPECT_EQ(readFile(m_options.csvFile),
            "file,frame,time,face,state,score,x,y,width,height,label,dark,bright,dark_raw,bright_raw,error\n");
}

TEST_F(PredictVideo, ComplainsOfAFileThatIsNoVideo) {
  m_options.file = m_folder.write("text.mp4", "text");
  m_options.csvFile = m_folder / "faces.csv";
  EXPECT_THROW(run(), Error);
  EXPECT_FALSE(std::filesystem::exists(m_options.csvFile));
}

} // namespace
} // namespace mien::cli
