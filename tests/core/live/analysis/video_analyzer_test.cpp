#include "core/live/analysis/video_analyzer.h"

#include "core/common/error.h"
#include "tests/support/fake_classifier.h"
#include "tests/support/scripted_detector.h"
#include "tests/support/scripted_source.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <optional>
#include <semaphore>
#include <thread>

namespace mien {
namespace {

/// A bright textured disc on dark ground, at `centre`.
cv::Mat scene(cv::Point2f centre) {
  cv::Mat image(720, 1280, CV_8UC3, cv::Scalar::all(20));
  cv::circle(image, centre, 60, cv::Scalar::all(220), cv::FILLED, cv::LINE_AA);
  cv::circle(image, centre + cv::Point2f(-20, -15), 12, cv::Scalar::all(30), cv::FILLED, cv::LINE_AA);
  cv::circle(image, centre + cv::Point2f(25, -10), 10, cv::Scalar::all(60), cv::FILLED, cv::LINE_AA);
  cv::ellipse(image, centre + cv::Point2f(0, 28), {24, 8}, 0, 0, 360, cv::Scalar::all(90), cv::FILLED, cv::LINE_AA);
  return image;
}

TimedFrame frameAt(double seconds, cv::Mat image) {
  TimedFrame frame;
  frame.seconds = seconds;
  frame.image = std::move(image);
  return frame;
}

/// Finds the disc wherever it is, and counts how often it was asked and for how large a picture.
struct Finder {
  int asked = 0;
  cv::Size size;
  bool blind = false;
  test::ScriptedDetector detector{[this](const cv::Mat& image) {
    ++asked;
    size = image.size();
    cv::Mat grey;
    cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
    const cv::Rect2f box(cv::boundingRect(grey > 120));
    return blind || box.empty() ? std::vector<Face>{} : std::vector{Face{box, 0.9F}};
  }};
};

TEST(VideoAnalyzer, SearchesASmallerPictureAndCutsFromTheWhole) {
  Finder finder;
  test::FakeClassifier classifier;
  VideoAnalyzer analyzer(finder.detector, classifier, 1);
  LiveOptions options;
  options.detectEvery = 1;
  const FrameResult result = analyzer.analyze(frameAt(0, scene({400, 300})), options);
  EXPECT_EQ(finder.size, cv::Size(560, 315));
  ASSERT_EQ(result.faces.size(), 1U);
  EXPECT_NEAR(result.faces[0].box.x, 340, 3);
  EXPECT_NEAR(result.faces[0].box.width, 120, 4);
  EXPECT_EQ(result.faces[0].state, FaceState::Found);
  ASSERT_EQ(classifier.sizes.size(), 1U);
  EXPECT_NEAR(classifier.sizes[0].first, 120, 4);
}

TEST(VideoAnalyzer, FollowsThePictureBetweenDetections) {
  Finder finder;
  test::FakeClassifier classifier;
  VideoAnalyzer analyzer(finder.detector, classifier, 1);
  LiveOptions options;
  options.detectEvery = 5;
  for (int frame = 0; frame < 41; ++frame) {
    // Neither still nor at an even speed.
    const float x = 400.0F + 150.0F * std::sin(static_cast<float>(frame) / 8.0F);
    const FrameResult result = analyzer.analyze(frameAt(frame / 30.0, scene({x, 300})), options);
    ASSERT_EQ(result.faces.size(), 1U);
    EXPECT_EQ(result.faces[0].id, 1);
    EXPECT_EQ(result.faces[0].state, frame % 5 == 0 ? FaceState::Found : FaceState::Tracked);
    EXPECT_EQ(result.faces[0].rawProbabilities.size(), 2U);
    EXPECT_NEAR(result.faces[0].box.x + result.faces[0].box.width / 2, x, 9) << frame;
  }
  EXPECT_EQ(finder.asked, 9);
}

TEST(VideoAnalyzer, KeepsWhatItKnewOfALostFace) {
  Finder finder;
  test::FakeClassifier classifier;
  VideoAnalyzer analyzer(finder.detector, classifier, 1);
  LiveOptions options;
  options.detectEvery = 1;
  options.smoothingSeconds = 0;
  const auto before = analyzer.analyze(frameAt(0, scene({400, 300})), options).faces.at(0).probabilities;
  const auto calls = classifier.sizes.size();
  finder.blind = true;
  const cv::Mat dark(720, 1280, CV_8UC3, cv::Scalar::all(0));
  FrameResult result = analyzer.analyze(frameAt(0.4, dark), options);
  ASSERT_EQ(result.faces.size(), 1U);
  EXPECT_EQ(result.faces[0].state, FaceState::Held);
  EXPECT_EQ(result.faces[0].probabilities, before);
  EXPECT_TRUE(result.faces[0].rawProbabilities.empty());
  EXPECT_EQ(classifier.sizes.size(), calls); // nobody guessed at the dark
  EXPECT_TRUE(analyzer.analyze(frameAt(0.6, dark), options).faces.empty());
  finder.blind = false;
  EXPECT_EQ(analyzer.analyze(frameAt(0.7, scene({400, 300})), options).faces.at(0).id, 2);
}

TEST(VideoAnalyzer, SmoothsProbabilities) {
  Finder finder;
  test::FakeClassifier classifier;
  VideoAnalyzer analyzer(finder.detector, classifier, 1);
  LiveOptions options;
  options.detectEvery = 1;
  options.smoothingSeconds = 0.5;
  const FaceResult first = analyzer.analyze(frameAt(0, scene({400, 300})), options).faces.at(0);
  cv::Mat bright = scene({400, 300});
  bright.setTo(cv::Scalar::all(255), bright > 50);
  const FaceResult second = analyzer.analyze(frameAt(0.5, bright), options).faces.at(0);
  const float step = second.rawProbabilities[1] - first.rawProbabilities[1];
  ASSERT_GT(step, 0.05F);
  EXPECT_NEAR(second.probabilities[1], first.probabilities[1] + step * (1 - std::exp(-1.0F)), 1e-4);
}

TEST(VideoAnalyzer, HoldsAFaceThatItNeitherFindsNorFollows) {
  Finder finder;
  test::FakeClassifier classifier;
  VideoAnalyzer analyzer(finder.detector, classifier, 1);
  LiveOptions options;
  options.detectEvery = 4;
  const auto stateAt = [&](double seconds, const cv::Mat& image) {
    const FrameResult result = analyzer.analyze(frameAt(seconds, image), options);
    return result.faces.empty() ? std::optional<FaceState>() : result.faces[0].state;
  };
  cv::Mat noise(720, 1280, CV_8UC3);
  cv::randu(noise, 0, 100); // nothing that looks like the face, and too dark for the finder
  EXPECT_EQ(stateAt(0, scene({400, 300})), FaceState::Found);
  EXPECT_EQ(stateAt(0.1, scene({402, 300})), FaceState::Tracked);
  const auto calls = classifier.sizes.size();
  EXPECT_EQ(stateAt(0.2, noise), FaceState::Held) << "it left before anybody looked for it";
  EXPECT_EQ(stateAt(0.3, noise), FaceState::Held);
  EXPECT_EQ(stateAt(0.4, noise), FaceState::Held) << "looked for and missed";
  EXPECT_EQ(classifier.sizes.size(), calls) << "what is not seen is not classified";
  EXPECT_EQ(stateAt(0.7, noise), std::nullopt) << "0.7 s since it was found";
}

TEST(VideoAnalyzer, TheTimeAwayCountsForTheSmoothing) {
  Finder finder;
  test::FakeClassifier classifier;
  VideoAnalyzer analyzer(finder.detector, classifier, 1);
  LiveOptions options;
  options.detectEvery = 1;
  options.smoothingSeconds = 0.5;
  const cv::Mat dark(720, 1280, CV_8UC3, cv::Scalar::all(0));
  cv::Mat bright = scene({400, 300});
  bright.setTo(cv::Scalar::all(255), bright > 50);
  const FaceResult first = analyzer.analyze(frameAt(0, scene({400, 300})), options).faces.at(0);
  (void)analyzer.analyze(frameAt(0.1, dark), options);
  (void)analyzer.analyze(frameAt(0.3, dark), options);
  const FaceResult back = analyzer.analyze(frameAt(0.4, bright), options).faces.at(0);
  ASSERT_EQ(back.id, 1);
  // One step over the 0.4 s in which it was not seen: what it showed before is not counted again and again.
  const float step = back.rawProbabilities[1] - first.rawProbabilities[1];
  EXPECT_NEAR(back.probabilities[1], first.probabilities[1] + step * (1 - std::exp(-0.4F / 0.5F)), 1e-4);
}

TEST(VideoAnalyzer, LetsNoFrameWaitForTheDetector) {
  std::counting_semaphore<> asked(0);
  std::counting_semaphore<> answer(0);
  Finder finder;
  test::ScriptedDetector detector([&](const cv::Mat& image) {
    asked.release();
    answer.acquire();
    return finder.detector.detect(image);
  });
  test::FakeClassifier classifier;
  VideoAnalyzer analyzer(detector, classifier, 1);
  EXPECT_TRUE(analyzer.analyze(frameAt(0, scene({400, 300})), {}).faces.empty());
  asked.acquire();
  EXPECT_TRUE(analyzer.analyze(frameAt(0.03, scene({405, 300})), {}).faces.empty());
  answer.release();
  // The face is shown where it is now, not where it was when the detector got its picture.
  FrameResult result;
  ASSERT_TRUE(test::eventually([&] {
    result = analyzer.analyze(frameAt(0.06, scene({415, 305})), {});
    return !result.faces.empty();
  }));
  EXPECT_EQ(result.faces[0].state, FaceState::Found);
  EXPECT_NEAR(result.faces[0].box.x + result.faces[0].box.width / 2, 415, 4);
  EXPECT_NEAR(result.faces[0].box.y + result.faces[0].box.height / 2, 305, 4);
  answer.release(); // for whatever was asked since
}

TEST(VideoAnalyzer, TellsOfABrokenDetectorUntilItWorks) {
  bool broken = true;
  test::ScriptedDetector detector([&](const cv::Mat&) {
    if (broken) {
      throw Error(ErrorKind::Internal, Message("The detector broke."));
    }
    return std::vector{test::faceAt(170, 120, 60)};
  });
  test::FakeClassifier classifier;
  VideoAnalyzer analyzer(detector, classifier, 1);
  LiveOptions options;
  options.detectEvery = 3;
  const auto analyze = [&](double seconds) { return analyzer.analyze(frameAt(seconds, scene({400, 300})), options); };
  EXPECT_THROW((void)analyze(0), Error);
  EXPECT_THROW((void)analyze(0.03), Error);
  broken = false;
  EXPECT_EQ(analyze(0.06).faces.size(), 1U);
  broken = true;
  EXPECT_EQ(analyze(0.09).faces.size(), 1U); // not asked
  EXPECT_EQ(analyze(0.12).faces.size(), 1U);
  EXPECT_THROW((void)analyze(0.15), Error);
  EXPECT_THROW((void)analyze(0.18), Error);
}

/// How often a detector that takes so long is asked in a second and a half of frames that come without a pause.
int askedOf(std::chrono::milliseconds takes) {
  std::atomic<int> asked = 0;
  test::ScriptedDetector slow([&](const cv::Mat&) {
    ++asked;
    std::this_thread::sleep_for(takes);
    return std::vector{test::faceAt(170, 120, 60)};
  });
  test::FakeClassifier classifier;
  VideoAnalyzer analyzer(slow, classifier, 1);
  const cv::Mat image = scene({400, 300});
  const auto start = std::chrono::steady_clock::now();
  for (int frame = 0; std::chrono::steady_clock::now() - start < std::chrono::milliseconds(1500); ++frame) {
    (void)analyzer.analyze(frameAt(frame / 30.0, image), {});
  }
  return asked;
}

TEST(VideoAnalyzer, GivesASlowDetectorItsShareOnly) {
  // A fast one ten times a second, one of 40 ms a fifth of the time: five times a second. A busy machine asks less
  // often, never more; every first question comes at once.
  EXPECT_LE(askedOf(std::chrono::milliseconds(1)), 16);
  EXPECT_LE(askedOf(std::chrono::milliseconds(40)), 9);
  EXPECT_GE(askedOf(std::chrono::milliseconds(40)), 3);
}

TEST(VideoAnalyzer, FacesThatPassEachOtherKeepTheirNumbers) {
  // Two people who look alike walk past each other, one in front, and are looked for in every tenth frame only.
  cv::Point2f one;
  cv::Point2f other;
  test::ScriptedDetector detector([&](const cv::Mat&) {
    return std::vector{test::faceAt(one.x - 60, one.y - 60, 120), test::faceAt(other.x - 60, other.y - 60, 120)};
  });
  test::FakeClassifier classifier;
  VideoAnalyzer analyzer(detector, classifier, 1);
  LiveOptions options;
  options.detectEvery = 10;
  options.detectSide = 0;
  for (int frame = 0; frame < 61; ++frame) {
    one = {340.0F + 10.0F * static_cast<float>(frame), 300};
    other = {940.0F - 10.0F * static_cast<float>(frame), 320};
    cv::Mat image = scene(other);
    cv::Mat front = scene(one);
    front.copyTo(image, front > 25);
    const FrameResult result = analyzer.analyze(frameAt(frame / 30.0, image), options);
    ASSERT_EQ(result.faces.size(), 2U) << frame;
    const auto centre = [](const FaceResult& face) { return face.box.x + face.box.width / 2; };
    EXPECT_NEAR(centre(result.faces[0]), one.x, 45) << frame;
    EXPECT_NEAR(centre(result.faces[1]), other.x, 45) << frame;
  }
}

TEST(VideoAnalyzer, LeavesOutFacesThatAreTooNarrow) {
  test::ScriptedDetector tall([](const cv::Mat&) { return std::vector{Face{{100, 100, 30, 80}, 0.9F}}; });
  test::FakeClassifier classifier;
  VideoAnalyzer analyzer(tall, classifier, 1);
  LiveOptions options;
  options.detectEvery = 1;
  options.detectSide = 0;
  options.minFaceSide = 40; // the shorter side counts
  EXPECT_TRUE(analyzer.analyze(frameAt(0, scene({400, 300})), options).faces.empty());
  options.minFaceSide = 30;
  EXPECT_EQ(analyzer.analyze(frameAt(0.1, scene({400, 300})), options).faces.size(), 1U);
}

} // namespace
} // namespace mien
