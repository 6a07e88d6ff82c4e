#include "core/live/live_pipeline.h"

#include "core/common/error.h"
#include "tests/support/fake_classifier.h"
#include "tests/support/fake_detector.h"
#include "tests/support/scripted_detector.h"
#include "tests/support/scripted_source.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <vector>

namespace mien {
namespace {

using namespace std::chrono_literals;
using test::eventually;

std::unique_ptr<FaceDetector> oneFace() {
  return std::make_unique<test::FakeDetector>(std::vector{test::faceAt(50, 50, 100)});
}

std::unique_ptr<FaceDetector> slowDetector(std::chrono::milliseconds pause) {
  return std::make_unique<test::ScriptedDetector>([pause](const cv::Mat&) {
    std::this_thread::sleep_for(pause);
    return std::vector{test::faceAt(50, 50, 100)};
  });
}

LiveOptions everyFrame() {
  LiveOptions options;
  options.detectEvery = 1;
  options.retrySeconds = 0.02;
  return options;
}

TEST(LivePipeline, AnalysesWhatTheSourceShows) {
  LivePipeline pipeline(oneFace(), std::make_unique<test::FakeClassifier>(), everyFrame());
  EXPECT_EQ(pipeline.state(), LiveState::Idle);
  EXPECT_EQ(pipeline.latestFrame(), nullptr);
  pipeline.start(test::camera());
  ASSERT_TRUE(eventually([&] { return pipeline.latestResult() != nullptr; }));
  const auto result = pipeline.latestResult();
  EXPECT_EQ(pipeline.state(), LiveState::Running);
  EXPECT_EQ(result->size, cv::Size(320, 240));
  ASSERT_EQ(result->faces.size(), 1U);
  EXPECT_EQ(result->faces[0].id, 1);
  EXPECT_NEAR(result->faces[0].probabilities[1], 100 / 255.0, 0.01);
  EXPECT_GT(result->latencyMs, 0);
  EXPECT_GE(pipeline.latestFrame()->number, result->frame);
}

TEST(LivePipeline, TakesTheNewestFrameWhenAnalysisIsSlow) {
  // No clock decides, so that a busy machine changes nothing: an analysis ends when six more frames have come.
  struct Camera {
    std::atomic<std::uint64_t> come = 0;
    std::mutex mutex;
    std::vector<std::uint64_t> comeAtEnd; // of each analysis
  };
  const auto camera = std::make_shared<Camera>(); // stop() waits neither for the camera nor for the detector
  auto detector = std::make_unique<test::ScriptedDetector>([camera](const cv::Mat&) {
    const std::uint64_t before = camera->come;
    (void)eventually([&] { return camera->come >= before + 6; });
    const std::lock_guard lock(camera->mutex);
    camera->comeAtEnd.push_back(camera->come);
    return std::vector{test::faceAt(50, 50, 100)};
  });
  LivePipeline pipeline(std::move(detector), std::make_unique<test::FakeClassifier>(), everyFrame());
  std::mutex mutex;
  std::vector<FrameResult> results;
  pipeline.subscribe([&](const auto& frame, const auto& result) {
    EXPECT_EQ(frame->number, result->frame);
    const std::lock_guard lock(mutex);
    results.push_back(*result);
  });
  pipeline.start([camera] {
    return std::make_unique<test::ScriptedSource>([camera] {
      std::this_thread::sleep_for(5ms);
      ++camera->come;
      return test::grey();
    });
  });
  ASSERT_TRUE(eventually([&] {
    const std::lock_guard lock(mutex);
    return results.size() >= 25;
  }));
  const auto status = pipeline.status();
  pipeline.stop();
  // The next frame is the newest: of `come` frames, numbered from 0, the last may still be on its way.
  const std::lock_guard lock(camera->mutex);
  for (std::size_t i = 1; i < results.size(); ++i) {
    EXPECT_GE(results[i].frame + 2, camera->comeAtEnd[i - 1]) << i;
    EXPECT_GT(results[i].frame, results[i - 1].frame + 2) << i;
  }
  EXPECT_GT(status.captured, 3 * status.analysed);
}

TEST(LivePipeline, ShowsFramesAtTheSourcesRate) {
  LivePipeline pipeline(slowDetector(100ms), std::make_unique<test::FakeClassifier>(), everyFrame());
  pipeline.start(test::camera(10ms));
  ASSERT_TRUE(eventually([&] { return pipeline.status().captured > 60; }));
  EXPECT_LT(pipeline.status().analysed, 20U);
}

TEST(LivePipeline, PacesAVideoAndEnds) {
  int left = 20;
  LivePipeline pipeline(oneFace(), std::make_unique<test::FakeClassifier>(), everyFrame());
  std::atomic<int> wakes = 0;
  pipeline.setWakeUp([&] { ++wakes; });
  const auto start = std::chrono::steady_clock::now();
  pipeline.start([&] {
    return std::make_unique<test::ScriptedSource>([&] { return left-- > 0 ? test::grey() : test::endOfSource(); },
                                                  false, 50);
  });
  ASSERT_TRUE(eventually([&] { return pipeline.state() == LiveState::Ended; }));
  const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  EXPECT_GT(took, 0.35); // 20 frames at 50 a second
  EXPECT_LT(took, 1.5);
  EXPECT_EQ(pipeline.latestFrame()->number, 19U);
  EXPECT_NEAR(pipeline.latestFrame()->seconds, 19 / 50.0, 1e-9);
  EXPECT_TRUE(eventually([&] { return pipeline.latestResult()->frame == 19; }));
  EXPECT_GE(wakes, 20);
}

TEST(LivePipeline, ComesBackAfterALostSource) {
  std::atomic<int> opened = 0;
  std::atomic<bool> plugged = true;
  LivePipeline pipeline(oneFace(), std::make_unique<test::FakeClassifier>(), everyFrame());
  pipeline.start([&]() -> std::unique_ptr<FrameSource> {
    ++opened;
    if (!plugged) {
      throw Error(ErrorKind::NotFound, Message("There is no camera."));
    }
    return std::make_unique<test::ScriptedSource>([&] {
      std::this_thread::sleep_for(2ms);
      return plugged ? test::grey() : test::lost("It was pulled out.");
    });
  });
  ASSERT_TRUE(eventually([&] { return pipeline.latestResult() != nullptr; }));
  plugged = false;
  ASSERT_TRUE(eventually([&] { return pipeline.status().message == "There is no camera."; }));
  EXPECT_EQ(pipeline.state(), LiveState::Lost);
  const auto before = pipeline.latestFrame();
  EXPECT_NE(before, nullptr); // the last picture stays
  ASSERT_TRUE(eventually([&] { return opened > 4; }));
  plugged = true;
  ASSERT_TRUE(eventually([&] { return pipeline.state() == LiveState::Running; }));
  EXPECT_EQ(pipeline.status().message, "");
  ASSERT_TRUE(eventually([&] { return pipeline.latestResult()->frame > before->number; }));
  EXPECT_GT(pipeline.latestFrame()->seconds, before->seconds);
  EXPECT_EQ(pipeline.latestResult()->faces.size(), 1U);
}

TEST(LivePipeline, SaysWhyASourceIsLost) {
  LivePipeline pipeline(oneFace(), std::make_unique<test::FakeClassifier>(), everyFrame());
  LiveOptions patient = everyFrame();
  patient.retrySeconds = 60;
  pipeline.setOptions(patient);
  pipeline.start(
      [] { return std::make_unique<test::ScriptedSource>([] { return test::lost("It was pulled out."); }); });
  ASSERT_TRUE(eventually([&] { return pipeline.state() == LiveState::Lost; }));
  EXPECT_EQ(pipeline.status().message, "It was pulled out.");
  pipeline.start(SourceSpec{SourceSpec::Kind::Camera, "/nowhere/video7"});
  ASSERT_TRUE(eventually([&] { return pipeline.state() == LiveState::Lost; }));
  EXPECT_NE(pipeline.status().message.find("/nowhere/video7"), std::string::npos);
  pipeline.start([]() -> std::unique_ptr<FrameSource> { return nullptr; });
  ASSERT_TRUE(eventually([&] { return pipeline.state() == LiveState::Lost; }));
  EXPECT_NE(pipeline.status().message, "");
}

TEST(LivePipeline, NoticesASourceThatStalls) {
  std::atomic<bool> stalls = false;
  LiveOptions options = everyFrame();
  options.stallSeconds = 0.1;
  LivePipeline pipeline(oneFace(), std::make_unique<test::FakeClassifier>(), options);
  pipeline.start([&] {
    return std::make_unique<test::ScriptedSource>([&] {
      while (stalls) {
        std::this_thread::sleep_for(1ms);
      }
      std::this_thread::sleep_for(2ms);
      return test::grey();
    });
  });
  ASSERT_TRUE(eventually([&] { return pipeline.latestResult() != nullptr; }));
  std::atomic<bool> told = false;
  pipeline.setWakeUp([&] { told = told || pipeline.state() == LiveState::Lost; });
  stalls = true;
  ASSERT_TRUE(eventually([&] { return told.load(); }));
  EXPECT_NE(pipeline.status().message, "");
  stalls = false;
  EXPECT_TRUE(eventually([&] { return pipeline.state() == LiveState::Running; }));
  pipeline.setWakeUp({});
}

TEST(LivePipeline, AFileMayTakeItsTime) {
  std::atomic<bool> slow = false;
  LiveOptions options = everyFrame();
  options.stallSeconds = 0.05;
  LivePipeline pipeline(oneFace(), std::make_unique<test::FakeClassifier>(), options);
  pipeline.start([&] {
    return std::make_unique<test::ScriptedSource>(
        [&] {
          std::this_thread::sleep_for(slow ? 300ms : 2ms);
          return test::grey();
        },
        false);
  });
  ASSERT_TRUE(eventually([&] { return pipeline.latestResult() != nullptr; }));
  std::atomic<bool> told = false;
  pipeline.setWakeUp([&] { told = told || pipeline.state() == LiveState::Lost; });
  slow = true;
  std::this_thread::sleep_for(700ms);
  EXPECT_FALSE(told) << "a disk that sleeps is no lost camera";
  slow = false;
  pipeline.setWakeUp({});
}

TEST(LivePipeline, ShowsAFailedAnalysisAndGoesOn) {
  std::atomic<bool> fails = true;
  LivePipeline pipeline(std::make_unique<test::ScriptedDetector>([&](const cv::Mat&) {
                          if (fails) {
                            throw Error(ErrorKind::Internal, Message("The detector broke."));
                          }
                          return std::vector{test::faceAt(50, 50, 100)};
                        }),
                        std::make_unique<test::FakeClassifier>(), everyFrame());
  pipeline.start(test::camera());
  ASSERT_TRUE(eventually([&] { return pipeline.status().message == "The detector broke."; }));
  EXPECT_EQ(pipeline.state(), LiveState::Running);
  fails = false;
  ASSERT_TRUE(eventually([&] { return pipeline.latestResult() != nullptr; }));
  EXPECT_TRUE(eventually([&] { return pipeline.status().message.empty(); }));
}

TEST(LivePipeline, EndsASubscriptionThatThrows) {
  LivePipeline pipeline(oneFace(), std::make_unique<test::FakeClassifier>(), everyFrame());
  std::atomic<int> calls = 0;
  pipeline.subscribe([&](const auto&, const auto&) {
    ++calls;
    throw Error(ErrorKind::DiskFull, Message("The disk is full."));
  });
  pipeline.start(test::camera());
  ASSERT_TRUE(eventually([&] { return pipeline.status().analysed > 5; }));
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(pipeline.status().message, "The disk is full."); // still, for somebody to read
  pipeline.subscribe({});
  EXPECT_EQ(pipeline.status().message, "");
}

TEST(LivePipeline, TakesNewOptionsWhileItRuns) {
  LivePipeline pipeline(oneFace(), std::make_unique<test::FakeClassifier>(), everyFrame());
  pipeline.start(test::camera());
  ASSERT_TRUE(eventually([&] { return pipeline.latestResult() && !pipeline.latestResult()->faces.empty(); }));
  LiveOptions options = everyFrame();
  options.minFaceSide = 150;
  options.lostSeconds = 0.05;
  pipeline.setOptions(options);
  EXPECT_TRUE(eventually([&] { return pipeline.latestResult()->faces.empty(); }));
  options.minFaceSide = 0;
  options.minScore = 0.95F;
  pipeline.setOptions(options);
  const auto frame = pipeline.latestResult()->frame;
  EXPECT_TRUE(eventually([&] { return pipeline.latestResult()->frame > frame + 5; }));
  EXPECT_TRUE(pipeline.latestResult()->faces.empty());
}

} // namespace
} // namespace mien
