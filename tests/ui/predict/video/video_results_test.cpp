#include "ui/predict/video/video_results.h"

#include "ui/predict/list/predict_entry.h"
#include "ui/predict/view/prediction_formatter.h"

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

FaceResult face(int id, float side, float first) {
  FaceResult face;
  face.id = id;
  face.box = {10, 20, side, side};
  face.label = first > 0.5F ? 0 : 1;
  face.state = FaceState::Tracked;
  face.probabilities = {first, 1 - first};
  face.rawProbabilities = {first / 2, 1 - first / 2};
  return face;
}

/// Four frames a second: nobody, face 1, faces 1 and 2, face 2, face 2.
VideoResults fiveFrames() {
  VideoResults results({"calm", "angry"}, {});
  const std::vector<std::vector<FaceResult>> frames{
      {}, {face(1, 40, 0.75F)}, {face(1, 40, 0.5F), face(2, 80, 0.25F)}, {face(2, 80, 0.25F)}, {face(2, 80, 0.5F)}};
  for (std::size_t i = 0; i < frames.size(); ++i) {
    FrameResult result;
    result.seconds = 0.25 * static_cast<double>(i);
    result.faces = frames[i];
    results.add(result);
  }
  return results;
}

TEST(VideoResults, GivesBackWhatItWasGiven) {
  const VideoResults results = fiveFrames();
  ASSERT_EQ(results.frames(), 5);
  EXPECT_EQ(results.duration(), 1.0);
  EXPECT_TRUE(results.faces(0).empty());
  const auto faces = results.faces(2);
  ASSERT_EQ(faces.size(), 2U);
  EXPECT_EQ(faces[1].id, 2);
  EXPECT_EQ(faces[1].box.width, 80);
  EXPECT_EQ(faces[1].label, 1);
  EXPECT_EQ(faces[1].state, FaceState::Tracked);
  EXPECT_EQ(faces[1].probabilities, (std::vector<float>{0.25F, 0.75F}));
  EXPECT_EQ(faces[1].rawProbabilities, (std::vector<float>{0.125F, 0.875F}));
}

TEST(VideoResults, FindsTheNearestFrame) {
  const VideoResults results = fiveFrames();
  EXPECT_EQ(results.frameAt(-3), 0);
  EXPECT_EQ(results.frameAt(0.37), 1);
  EXPECT_EQ(results.frameAt(0.38), 2);
  EXPECT_EQ(results.frameAt(0.75), 3);
  EXPECT_EQ(results.frameAt(99), 4);
  EXPECT_EQ(VideoResults({"calm"}, {}).frameAt(1), -1);
}

TEST(VideoResults, TheListSaysThatItsFigureIsAMean) {
  PredictEntry entry;
  entry.video = true;
  entry.state = PredictEntry::State::Done;
  entry.results = std::make_shared<VideoResults>(fiveFrames());
  entry.results->finish({});
  PredictionFormatter words;
  words.classes = {{"Calm", 0}, {"Angry", 4}};
  // Face 2 is seen longest, with 0.75, 0.75 and 0.5.
  EXPECT_EQ(words.row(entry).toStdString(), "Angry 67 % on average");
  words.threshold = 0.7;
  EXPECT_EQ(words.row(entry).toStdString(), "Uncertain");
}

TEST(VideoResults, AMomentHasItsLargestFaceFirst) {
  const VideoMoment moment = fiveFrames().moment(2);
  EXPECT_EQ(moment.ids, (std::vector<int>{2, 1}));
  EXPECT_EQ(moment.analysis->faces[0].face.box.width, 80);
  EXPECT_EQ(moment.analysis->faces[0].crop, cv::Rect(10, 20, 80, 80));
  EXPECT_EQ(moment.indexOf(1), 1);
  EXPECT_EQ(moment.indexOf(7), -1);
}

TEST(VideoResults, FollowsAFaceOverTime) {
  const VideoResults results = fiveFrames();
  const auto points = results.points(2, 1000);
  ASSERT_EQ(points.size(), 3U);
  EXPECT_EQ(points[0].seconds, 0.5);
  EXPECT_EQ(points[2].probabilities[0], 0.5F);
  EXPECT_EQ(results.points(2, 2).size(), 2U) << "thinned out: frames 2 and 4";
  EXPECT_TRUE(results.points(9, 1000).empty());
}

TEST(VideoResults, ThinsOutByTheFacesOwnFrames) {
  VideoResults results({"calm", "angry"}, {});
  for (int i = 0; i < 1000; ++i) {
    FrameResult result;
    result.seconds = i / 25.0;
    result.faces = {face(1, 40, 0.75F)};
    if (i == 501 || i == 503) {
      result.faces.push_back(face(2, 40, 0.25F));
    }
    results.add(result);
  }
  EXPECT_EQ(results.points(1, 100).size(), 100U);
  EXPECT_EQ(results.points(2, 100).size(), 2U) << "there for a moment of a long video";
}

TEST(VideoResults, TheFaceSeenLongestStandsForTheVideo) {
  VideoResults results = fiveFrames();
  EXPECT_EQ(results.mainFace(), 2);
  EXPECT_EQ(results.firstFrameOf(2), 2);
  EXPECT_EQ(results.firstFrameOf(1), 1);
  EXPECT_EQ(results.firstFrameOf(5), -1);
  EXPECT_EQ(results.summary(), nullptr);
  results.finish({false, 5, 4, {}});
  ASSERT_NE(results.summary(), nullptr);
  EXPECT_EQ(results.summary()->label, 1);
  EXPECT_NEAR(results.summary()->probabilities[1], 2.0 / 3, 1e-6);
}

TEST(VideoResults, WithoutFacesNothingStandsForIt) {
  VideoResults results({"calm"}, {});
  results.add({});
  results.finish({false, 1, 25, {}});
  EXPECT_EQ(results.mainFace(), 0);
  EXPECT_EQ(results.summary(), nullptr);
}

} // namespace
} // namespace mien::ui::test
