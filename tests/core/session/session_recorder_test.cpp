#include "core/session/session_recorder.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "core/live/emotion_timeline.h"
#include "core/session/session_reader.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/videoio.hpp>

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

namespace mien {
namespace {

namespace fs = std::filesystem;

FaceResult faceWith(int id, float first) {
  FaceResult face;
  face.id = id;
  face.box = {10.5F, 20, 100, 120};
  face.score = 0.5F;
  face.probabilities = {first, 1 - first};
  face.rawProbabilities = face.probabilities;
  face.label = first > 0.5F ? 0 : 1;
  return face;
}

std::shared_ptr<const FrameResult> resultAt(double seconds, std::vector<FaceResult> faces, std::uint64_t frame = 0) {
  auto result = std::make_shared<FrameResult>();
  result->frame = frame;
  result->seconds = seconds;
  result->size = {320, 240};
  result->faces = std::move(faces);
  return result;
}

std::shared_ptr<const TimedFrame> picture(int value) {
  auto frame = std::make_shared<TimedFrame>();
  frame->image = cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(value));
  return frame;
}

class SessionRecorderTest : public testing::Test {
protected:
  SessionRecorderTest() {
    m_options.folder = m_temp / "session";
    m_options.labels = {"neutral", "odd, \"label\""};
    m_options.source = "Camera";
    m_options.model = "run-1";
  }
  [[nodiscard]] fs::path file(const char* name) const { return m_options.folder / name; }

  test::TempFolder m_temp;
  RecorderOptions m_options;
};

TEST_F(SessionRecorderTest, WritesATableAndASummary) {
  SessionRecorder recorder(m_options);
  FaceResult held = faceWith(2, 0.25F);
  held.state = FaceState::Held;
  recorder.add(nullptr, resultAt(7.0, {faceWith(1, 0.75F), faceWith(2, 0.25F)}, 210));
  recorder.add(nullptr, resultAt(7.5, {held}, 225));
  recorder.add(nullptr, resultAt(8.0, {faceWith(1, 0.25F)}, 240));
  EXPECT_EQ(recorder.summary().frames, 3U);
  EXPECT_FALSE(fs::exists(file(SessionFiles::kTable))); // not before it is whole
  const SessionRecorder::Summary summary = recorder.finish();
  EXPECT_EQ(summary.faces, 2U);
  EXPECT_EQ(summary.seconds, 1.0);
  EXPECT_EQ(summary.files.size(), 2U);
  EXPECT_EQ(readFile(file(SessionFiles::kTable)),
            "frame,time,face,state,score,x,y,width,height,label,neutral,\"odd, \"\"label\"\"\",neutral_raw,"
            "\"odd, \"\"label\"\"_raw\"\n"
            "0,0.000000,1,found,0.500000,10.5,20.0,100.0,120.0,neutral,0.750000,0.250000,0.750000,0.250000\n"
            "0,0.000000,2,found,0.500000,10.5,20.0,100.0,120.0,\"odd, \"\"label\"\"\",0.250000,0.750000,0.250000,"
            "0.750000\n"
            "15,0.500000,2,held,0.500000,10.5,20.0,100.0,120.0,\"odd, \"\"label\"\"\",0.250000,0.750000,,\n"
            "30,1.000000,1,found,0.500000,10.5,20.0,100.0,120.0,\"odd, \"\"label\"\"\",0.250000,0.750000,0.250000,"
            "0.750000\n");
  const auto json = nlohmann::json::parse(readFile(file(SessionFiles::kSummary)));
  EXPECT_EQ(json["source"], "Camera");
  EXPECT_EQ(json["frames"], 3);
  EXPECT_EQ(json["frames_with_faces"], 2);
  EXPECT_EQ(json["width"], 320);
  EXPECT_EQ(json["height"], 240);
  EXPECT_EQ(json["cut_short"], false);
  EXPECT_EQ(json["faces"][0]["frames"], 2);
  EXPECT_NEAR(json["faces"][0]["mean_probability"]["neutral"], 0.5, 1e-6);
  EXPECT_NEAR(json["faces"][0]["most_probable"]["neutral"], 0.5, 1e-6);
  EXPECT_EQ(json["faces"][1]["last"], 0.0);
}

TEST_F(SessionRecorderTest, IsReplayed) {
  {
    SessionRecorder recorder(m_options);
    for (int i = 0; i < 100; ++i) {
      std::vector<FaceResult> faces;
      if (i % 10 != 9) {
        faces = {faceWith(1, 0.9F), faceWith(2, 0.1F)};
      }
      recorder.add(nullptr, resultAt(3 + i / 25.0, faces));
    }
  } // the destructor finishes
  const RecordedSession session = readSession(m_options.folder);
  EXPECT_EQ(session.labels, m_options.labels);
  ASSERT_EQ(session.results.size(), 100U);
  EmotionTimeline timeline;
  for (const FrameResult& result : session.results) {
    timeline.add(result);
  }
  EXPECT_EQ(timeline.faces(), (std::vector<int>{1, 2}));
  EXPECT_NEAR(timeline.newest(), 99 / 25.0, 1e-3);
  const FaceResult& face = session.results[98].faces.at(1);
  EXPECT_EQ(face.id, 2);
  EXPECT_EQ(face.box, cv::Rect2f(10.5F, 20, 100, 120));
  EXPECT_EQ(session.results[98].size, cv::Size(320, 240));
  EXPECT_EQ(face.label, 1);
  EXPECT_NEAR(face.probabilities[1], 0.9, 1e-6);
  EXPECT_TRUE(session.results[99].faces.empty());
}

TEST_F(SessionRecorderTest, IsReadAfterTheProgramWasKilled) {
  const std::string table = "time,face,x,y,width,height,a,b\n0.000,1,1,2,3,4,0.5,0.5\n0.100,1,1,2,3,4,0.";
  m_temp.write("killed/session.csv.part", table);
  const RecordedSession session = readSession(m_temp / "killed");
  ASSERT_EQ(session.results.size(), 1U);
  EXPECT_TRUE(session.results[0].size.empty()) << "nobody has written it down";
}

TEST_F(SessionRecorderTest, AKilledProgramLosesASecondAtMost) {
  SessionRecorder recorder(m_options);
  const auto onDisk = [this] { return readSession(m_options.folder).results.size(); }; // what a kill would leave
  recorder.add(nullptr, resultAt(0, {faceWith(1, 0.9F)}));
  recorder.add(nullptr, resultAt(0.04, {faceWith(1, 0.9F)}));
  std::this_thread::sleep_for(std::chrono::milliseconds(1010));
  recorder.add(nullptr, resultAt(1.05, {faceWith(1, 0.9F)}));
  EXPECT_EQ(onDisk(), 3U);
}

TEST_F(SessionRecorderTest, SaysFromTheFirstFrameOnHowLargeThePicturesAre) {
  SessionRecorder recorder(m_options);
  recorder.add(nullptr, resultAt(3, {faceWith(1, 0.9F)}));
  const std::string killed = readFile(file(SessionFiles::kSummary)); // as it would be found
  EXPECT_EQ(nlohmann::json::parse(killed)["cut_short"], true);
  m_temp.write("killed/session.json", killed);
  m_temp.write("killed/session.csv.part", "time,face,x,y,width,height,a,b\n0.000,1,1,2,3,4,0.5,0.5\n");
  EXPECT_EQ(readSession(m_temp / "killed").results.at(0).size, cv::Size(320, 240));
  recorder.finish();
  EXPECT_EQ(nlohmann::json::parse(readFile(file(SessionFiles::kSummary)))["cut_short"], false);
}

TEST_F(SessionRecorderTest, IsReplayedWithASummaryThatMakesNoSense) {
  for (const char* summary :
       {"", "[1]", "{\"width\": 640}", "{\"width\": \"wide\", \"height\": 480}", "{\"width\": -640, \"height\": 480}",
        "{\"width\": 1e300, \"height\": 480}", "{\"video_skips\": 3}", "{\"video_skips\": [3]}",
        "{\"video_skips\": [{\"from\": \"a\", \"to\": 2}]}", "{\"video_skips\": [{\"from\": 5, \"to\": 2}]}",
        "{\"video_skips\": [{\"from\": 5, \"to\": 9}, {\"from\": 8, \"to\": 10}]}"}) {
    m_temp.write("odd/session.csv", "time,face,x,y,width,height,a,b\n0.000,1,1,2,3,4,0.5,0.5\n");
    m_temp.write("odd/session.json", summary);
    const RecordedSession session = readSession(m_temp / "odd");
    ASSERT_EQ(session.results.size(), 1U) << summary;
    EXPECT_TRUE(session.results[0].size.empty()) << summary;
    EXPECT_TRUE(session.videoSkips.empty()) << summary;
  }
}

TEST_F(SessionRecorderTest, RefusesWhatIsNoRecording) {
  const auto kindOf = [&](const fs::path& path) {
    try {
      (void)readSession(path);
    } catch (const Error& error) {
      return error.kind();
    }
    return ErrorKind::Internal;
  };
  EXPECT_EQ(kindOf(m_temp / "none"), ErrorKind::NotFound);
  EXPECT_EQ(kindOf(m_temp.path()), ErrorKind::NotFound);
  EXPECT_EQ(kindOf(m_temp.write("a.csv", "file,face\n")), ErrorKind::BadData);
  const std::string header = "time,face,x,y,width,height,a,b\n";
  EXPECT_EQ(kindOf(m_temp.write("b.csv", header + "0,1,1,2,3,4,0.5\n")), ErrorKind::BadData);
  EXPECT_EQ(kindOf(m_temp.write("c.csv", header + "0,1,1,2,3,4,0.5,x\n")), ErrorKind::BadData);
  EXPECT_EQ(kindOf(m_temp.write("d.csv", header + "1\n0\n")), ErrorKind::BadData);
  EXPECT_EQ(kindOf(m_temp.write("e.csv", header + "nan\n")), ErrorKind::BadData);
  EXPECT_EQ(kindOf(m_temp.write("f.csv", header + "0,1,inf,2,3,4,0.5,0.5\n")), ErrorKind::BadData);
}

TEST_F(SessionRecorderTest, DoesNotWriteOverAnother) {
  { const SessionRecorder recorder(m_options); }
  EXPECT_THROW(SessionRecorder again(m_options), Error);
  for (const char* left : {SessionFiles::kSummary, SessionFiles::kVideo}) {
    m_options.folder = m_temp.write(std::string("of ") + left + "/" + left, "somebody's").parent_path();
    EXPECT_THROW(SessionRecorder again(m_options), Error) << left;
    EXPECT_EQ(readFile(m_options.folder / left), "somebody's");
  }
  m_options.folder = m_temp.write("file", "x") / "below";
  EXPECT_THROW(SessionRecorder again(m_options), Error);
}

TEST_F(SessionRecorderTest, KeepsWhatWasWrittenWhenTheDiskIsFull) {
  const auto child = [this] {
    (void)std::signal(SIGXFSZ, SIG_IGN);
    SessionRecorder recorder(m_options);
    const rlimit limit{100'000, 100'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) {
      ::_exit(1);
    }
    int failures = 0;
    for (int i = 0; i < 5000; ++i) {
      try {
        recorder.add(nullptr, resultAt(i / 25.0, {faceWith(1, 0.9F)}));
      } catch (const Error& error) {
        const bool named = std::string(error.what()).find("session.csv") != std::string::npos;
        failures += error.kind() == ErrorKind::DiskFull && named ? 1 : 100;
      }
    }
    recorder.finish(); // nothing new to tell
    ::_exit(failures == 1 ? 0 : 2);
  };
  EXPECT_EXIT(child(), testing::ExitedWithCode(0), "");
  const RecordedSession session = readSession(file(SessionFiles::kTable));
  EXPECT_GT(session.results.size(), 1000U);
  EXPECT_LT(session.results.size(), 5000U);
  EXPECT_TRUE(readFile(file(SessionFiles::kTable)).ends_with("\n"));
  EXPECT_EQ(nlohmann::json::parse(readFile(file(SessionFiles::kSummary)))["cut_short"], true);
}

TEST_F(SessionRecorderTest, KeepsWhatWasWrittenOnASmallDisk) {
  const test::SmallDisk disk(m_options.folder, 128);
  if (!disk.mounted()) {
    GTEST_SKIP() << "may not mount a file system";
  }
  SessionRecorder recorder(m_options);
  std::string message;
  int added = 0;
  for (; added < 20'000 && message.empty(); ++added) {
    try {
      recorder.add(nullptr, resultAt(added / 25.0, {faceWith(1, 0.9F)}));
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::DiskFull);
      message = error.what();
    }
  }
  EXPECT_NE(message.find("session.csv"), std::string::npos) << message;
  EXPECT_NE(message.find("what was written is kept"), std::string::npos) << message;
  recorder.finish(); // there is no room for the summary, and nothing new to tell
  EXPECT_TRUE(fs::exists(file(SessionFiles::kTable)));
  const RecordedSession session = readSession(m_options.folder);
  EXPECT_GT(session.results.size(), 1000U);
  EXPECT_LT(session.results.size(), static_cast<std::size_t>(added));
}

TEST_F(SessionRecorderTest, AVideoDoesNotFillTheDisk) {
  const test::SmallDisk disk(m_options.folder, 4096);
  if (!disk.mounted()) {
    GTEST_SKIP() << "may not mount a file system";
  }
  m_options.video = true;
  SessionRecorder recorder(m_options);
  std::string message;
  for (int i = 0; i < 5000 && message.empty(); ++i) {
    try {
      recorder.add(picture(100), resultAt(i / 25.0, {faceWith(1, 0.9F)}));
      ::usleep(1000);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::DiskFull);
      message = error.what();
    }
  }
  EXPECT_NE(message.find("session.part.mp4"), std::string::npos) << message;
  const SessionRecorder::Summary summary = recorder.finish();
  EXPECT_EQ(readSession(m_options.folder).results.size(), summary.frames);
  EXPECT_EQ(nlohmann::json::parse(readFile(file(SessionFiles::kSummary)))["cut_short"], true);
}

TEST_F(SessionRecorderTest, WritesTheVideoAtAnEvenRate) {
  m_options.video = true;
  m_options.videoFps = 20;
  SessionRecorder recorder(m_options);
  // Analysed 10 times a second, then a second of nothing.
  for (int i = 0; i <= 10; ++i) {
    recorder.add(picture(20 * i), resultAt(5 + i / 10.0, {faceWith(1, 0.9F)}));
    ::usleep(20'000);
  }
  recorder.add(picture(250), resultAt(7, {}));
  const auto summary = recorder.finish();
  ASSERT_EQ(summary.files.size(), 3U);
  cv::VideoCapture video(file(SessionFiles::kVideo).string());
  ASSERT_TRUE(video.isOpened());
  int frames = 0;
  for (cv::Mat frame; video.read(frame); ++frames) {
    if (frames == 10) { // 0.5 s
      EXPECT_NEAR(frame.at<cv::Vec3b>(230, 310)[1], 100, 25);
    }
  }
  EXPECT_NEAR(frames, 41, 2);
  EXPECT_TRUE(readSession(m_options.folder).videoSkips.empty());
}

TEST_F(SessionRecorderTest, ALongPauseIsLeftOutOfTheVideoAndSaid) {
  m_options.video = true;
  m_options.videoFps = 20;
  SessionRecorder recorder(m_options);
  for (const double seconds : {5.0, 5.5, 65.0, 65.5}) {
    recorder.add(picture(static_cast<int>(seconds)), resultAt(seconds, {}));
  }
  recorder.finish();
  const RecordedSession session = readSession(m_options.folder);
  ASSERT_EQ(session.videoSkips.size(), 1U);
  EXPECT_DOUBLE_EQ(session.videoSkips[0].from, 10.5) << "the picture before the pause is shown for 10 s";
  EXPECT_DOUBLE_EQ(session.videoSkips[0].to, 60);
  EXPECT_DOUBLE_EQ(videoSeconds(session.videoSkips, 0.5), 0.5);
  EXPECT_DOUBLE_EQ(videoSeconds(session.videoSkips, 40), 10.5);
  EXPECT_DOUBLE_EQ(videoSeconds(session.videoSkips, 60.5), 11);
  cv::VideoCapture video(file(SessionFiles::kVideo).string());
  int frames = 0;
  for (cv::Mat frame; video.read(frame); ++frames) {
    EXPECT_NEAR(frame.at<cv::Vec3b>(230, 310)[1], frames < 210 ? 5 : 65, 20) << frames;
  }
  EXPECT_EQ(frames, 221);
}

} // namespace
} // namespace mien
