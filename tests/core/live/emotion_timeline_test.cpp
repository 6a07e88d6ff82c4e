#include "core/live/emotion_timeline.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

FrameResult resultAt(double seconds, std::vector<int> ids) {
  FrameResult result;
  result.seconds = seconds;
  for (const int id : ids) {
    FaceResult face;
    face.id = id;
    face.probabilities = {static_cast<float>(seconds), 0.0F};
    result.faces.push_back(face);
  }
  return result;
}

TEST(EmotionTimeline, KeepsTheLastSeconds) {
  EmotionTimeline timeline(10, 0);
  for (int frame = 0; frame <= 1500; ++frame) {
    timeline.add(resultAt(frame / 50.0, {1}));
  }
  EXPECT_EQ(timeline.newest(), 30);
  EXPECT_EQ(timeline.faces(), std::vector<int>{1});
  EXPECT_EQ(timeline.points(1).front().seconds, 20);
  EXPECT_EQ(timeline.points(1).back().seconds, 30);
  EXPECT_EQ(timeline.points(1).size(), 501U);
}

TEST(EmotionTimeline, ThinsOutWhatIsCloserThanItsResolution) {
  EmotionTimeline timeline(10, 0.1);
  for (int frame = 0; frame <= 1000; ++frame) {
    timeline.add(resultAt(frame / 100.0, {1}));
  }
  const auto& points = timeline.points(1);
  EXPECT_LE(points.size(), 110U);
  EXPECT_GE(points.size(), 80U);
  EXPECT_EQ(points.back().seconds, 10); // the newest is always there
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    ASSERT_GE(points[i].seconds - points[i - 1].seconds, 0.085); // the resolution less a frame
  }
}

TEST(EmotionTimeline, TakesTwoResultsOfTheSameTime) {
  EmotionTimeline timeline(10, 0);
  timeline.add(resultAt(1, {1}));
  timeline.add(resultAt(2, {1}));
  timeline.add(resultAt(2, {1}));
  ASSERT_EQ(timeline.points(1).size(), 3U);
  EXPECT_EQ(timeline.points(1).front().seconds, 1);
}

TEST(EmotionTimeline, ForgetsFacesThatAreGone) {
  EmotionTimeline timeline(5, 0);
  timeline.add(resultAt(0, {1, 2}));
  timeline.add(resultAt(3, {2}));
  EXPECT_EQ(timeline.faces(), (std::vector<int>{1, 2}));
  timeline.add(resultAt(6, {}));
  EXPECT_EQ(timeline.faces(), std::vector<int>{2});
  EXPECT_TRUE(timeline.points(1).empty());
  EXPECT_TRUE(timeline.points(99).empty());
}

TEST(EmotionTimeline, IsBoundedInFaces) {
  EmotionTimeline timeline(1000, 0, 8);
  for (int id = 1; id <= 500; ++id) {
    timeline.add(resultAt(id, {id}));
  }
  EXPECT_EQ(timeline.faces(), (std::vector<int>{493, 494, 495, 496, 497, 498, 499, 500}));
}

TEST(EmotionTimeline, BeginsAgainWithAnotherSource) {
  EmotionTimeline timeline;
  timeline.add(resultAt(50, {1}));
  timeline.add(resultAt(0, {2}));
  EXPECT_EQ(timeline.faces(), std::vector<int>{2});
  EXPECT_EQ(timeline.newest(), 0);
}

} // namespace
} // namespace mien
