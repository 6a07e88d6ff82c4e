#include "app/commands/predict/predict_video.h"

#include "app/commands/predict/predict_csv.h"
#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "core/session/session_reader.h"
#include "tests/support/fake_classifier.h"
#include "tests/support/fake_detector.h"
#include "tests/support/scripted_detector.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/videoio.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

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

  void useTable() {
    m_table.emplace(m_csvFile, std::vector<std::string>{"dark", "bright"}, /*videos=*/true, std::nullopt);
    m_options.csv = &*m_table;
  }

  test::TempFolder m_folder;
  std::filesystem::path m_csvFile = m_folder / "faces.csv";
  std::optional<PredictCsv> m_table;
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
  useTable();
  run();
  m_table->finish();
  const RecordedSession session = readSession(m_csvFile);
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
  m_options.copy = m_folder / "copy.mp4";
  run();
  cv::VideoCapture copy(m_options.copy.string());
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
  m_options.copy = m_folder / "copy.mp4";
  std::filesystem::create_directories(m_folder / "copy.part.mp4"); // in the way
  useTable();
  EXPECT_THROW(run(), Error);
  m_table->finish();
  EXPECT_NE(m_out.str().find("20 frames, 1 face"), std::string::npos);
  EXPECT_EQ(readSession(m_csvFile).results.size(), 20U);
}

TEST_F(PredictVideo, LeavesSmallFacesOut) {
  m_options.minFaceSide = 101;
  run();
  EXPECT_EQ(m_out.str(), m_options.file.string() + ": 20 frames, 0 faces\n");
}

TEST_F(PredictVideo, KeepsWhatWasAnalysedBeforeAnInterruption) {
  std::stop_source stop;
  stop.request_stop();
  useTable();
  run(stop.get_token());
  m_table->finish();
  EXPECT_EQ(m_out.str(), m_options.file.string() + ": 0 frames (stopped), 0 faces\n");
  EXPECT_EQ(readFile(m_csvFile),
            "file,frame,time,face,state,score,x,y,width,height,label,dark,bright,dark_raw,bright_raw,error\n");
}

TEST_F(PredictVideo, ComplainsOfAFileThatIsNoVideo) {
  m_options.file = m_folder.write("text.mp4", "text");
  useTable();
  EXPECT_THROW(run(), Error);
  m_table->finish();
  EXPECT_NE(readFile(m_csvFile).find("text.mp4,,,,,,,,,,,,,,,"), std::string::npos) << readFile(m_csvFile);
  EXPECT_EQ(m_out.str(), "");
}

TEST_F(PredictVideo, KeepsTheRowsOfAnAnalysisThatFails) {
  int frames = 0;
  test::ScriptedDetector detector([&](const cv::Mat&) {
    if (++frames == 8) {
      throw Error(ErrorKind::Internal, Message("The detector broke."));
    }
    // While the eighth frame is looked at, the rows of the seven before are on the disk: a kill would leave them.
    EXPECT_EQ(std::ranges::count(readFile(m_folder / "faces.csv.part"), '\n'), frames);
    return std::vector{test::faceAt(20, 30, 100)};
  });
  test::FakeClassifier classifier;
  useTable();
  m_options.json = true;
  EXPECT_THROW(runPredictVideo(m_options, detector, classifier, m_out, m_problems, {}), Error);
  m_table->finish();
  EXPECT_EQ(readSession(m_csvFile).results.size(), 7U);
  EXPECT_TRUE(readFile(m_csvFile).ends_with(",The detector broke.\n")) << readFile(m_csvFile);
  const auto json = nlohmann::json::parse(m_out.str());
  EXPECT_EQ(json["frames"], 7);
  EXPECT_EQ(json["error"], "The detector broke.");
}

TEST_F(PredictVideo, SmoothsAsTold) {
  m_options.file = m_folder / "brighter.avi"; // raw answers that differ from frame to frame
  {
    cv::VideoWriter writer(m_options.file.string(), cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 20, {320, 240});
    for (int i = 0; i < 20; ++i) {
      writer.write(cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(20 + 10 * i)));
    }
  }
  for (const double smoothing : {0.0, 0.4}) {
    m_options.smoothingSeconds = smoothing;
    m_csvFile = m_folder / (smoothing > 0 ? "smooth.csv" : "raw.csv");
    useTable();
    run();
    m_table->finish();
    const auto results = readSession(m_csvFile).results;
    ASSERT_EQ(results.size(), 20U);
    double expected = results[0].faces.at(0).rawProbabilities[1];
    for (std::size_t i = 0; i < results.size(); ++i) {
      const FaceResult& face = results[i].faces.at(0);
      EXPECT_NEAR(face.rawProbabilities[1], (20 + 10 * static_cast<double>(i)) / 255, 0.01);
      // A frame is 1/20 s: the share of the new answer is 1 - exp(-dt / time constant).
      const double share = smoothing > 0 ? 1 - std::exp(-0.05 / smoothing) : 1;
      expected += share * (static_cast<double>(face.rawProbabilities[1]) - expected);
      EXPECT_NEAR(face.probabilities[1], expected, 1e-4) << smoothing << " s, frame " << i;
    }
  }
}

} // namespace
} // namespace mien::cli
