#include "core/live/tracking/face_tracker.h"

#include "tests/support/scripted_detector.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace mien {
namespace {

using test::faceAt;
using Faces = std::vector<Face>;

TEST(FaceTracker, NumbersFacesAsTheyCome) {
  FaceTracker tracker;
  tracker.update(Faces{faceAt(10, 10, 50)}, 0);
  const auto& faces = tracker.update(Faces{faceAt(200, 10, 50), faceAt(12, 11, 50)}, 0.03);
  ASSERT_EQ(faces.size(), 2U);
  EXPECT_EQ(faces[0].id, 1);
  EXPECT_NEAR(faces[0].box.x, 12, 1.5);
  EXPECT_EQ(faces[1].id, 2);
  EXPECT_TRUE(faces[0].detected && faces[1].detected);
}

TEST(FaceTracker, KeepsAFaceThroughHalfASecondOfLostDetection) {
  for (const float speed : {0.0F, 150.0F}) { // px/s
    FaceTracker tracker(0.5);
    double now = 0;
    const auto found = [&] { return Faces{faceAt(100 + speed * static_cast<float>(now), 100, 80)}; };
    for (; now < 1.0; now += 0.033) {
      tracker.update(found(), now);
    }
    const double lostAt = now;
    for (; now < lostAt + 0.45; now += 0.033) {
      const auto& faces = tracker.update(Faces{}, now);
      ASSERT_EQ(faces.size(), 1U) << now - lostAt;
      EXPECT_TRUE(faces[0].missed);
      EXPECT_FALSE(faces[0].detected);
    }
    const auto& faces = tracker.update(found(), now);
    ASSERT_EQ(faces.size(), 1U);
    EXPECT_EQ(faces[0].id, 1);
    EXPECT_TRUE(faces[0].detected);
  }
}

TEST(FaceTracker, LetsALostFaceGo) {
  FaceTracker tracker(0.5);
  tracker.update(Faces{faceAt(10, 10, 50)}, 0);
  EXPECT_EQ(tracker.update(Faces{}, 0.5).size(), 1U);
  EXPECT_EQ(tracker.update(Faces{}, 0.53).size(), 0U);
  EXPECT_EQ(tracker.update(Faces{faceAt(10, 10, 50)}, 0.6)[0].id, 2);
}

TEST(FaceTracker, LooksFartherForAFaceTheLongerItIsLost) {
  // One side at once, and one and a half sides more for a second of absence: after 0.4 s 1.6 sides.
  for (const auto& [sides, id] : {std::pair{1.4F, 1}, {1.8F, 2}}) {
    FaceTracker tracker(0.5);
    tracker.update(Faces{faceAt(100, 100, 50)}, 0);
    tracker.update(Faces{}, 0.2);
    const auto& faces = tracker.update(Faces{faceAt(100 + 50 * sides, 100, 50)}, 0.4);
    EXPECT_EQ(std::ranges::count_if(faces, [&](const TrackedFace& face) { return face.detected && face.id == id; }), 1)
        << sides;
  }
  // Found a moment ago, 1.4 sides are too far.
  FaceTracker tracker(0.5);
  tracker.update(Faces{faceAt(100, 100, 50)}, 0);
  EXPECT_EQ(tracker.update(Faces{faceAt(170, 100, 50)}, 0.03).back().id, 2);
}

TEST(FaceTracker, IsNotLedAstrayByBoxesThatAreNone) {
  FaceTracker tracker;
  tracker.update(Faces{faceAt(10, 10, 50), faceAt(300, 10, 50)}, 0);
  const Faces odd{faceAt(NAN, 10, 50), faceAt(40, 40, 0), faceAt(40, 40, 0), faceAt(12, 10, 50)};
  const auto& faces = tracker.update(odd, 0.03);
  ASSERT_EQ(faces.size(), 5U);
  EXPECT_NEAR(faces[0].box.x, 12, 1.5);
  tracker.update(odd, 0.06);
}

/// Two faces cross; while they overlap by more than a detector tells apart only the front one is found.
void cross(double fps, int detectEvery, float speed, float apart, unsigned seed) {
  FaceTracker tracker(0.5);
  std::mt19937 random(seed);
  std::normal_distribution<float> jitter(0, 2);
  int fromLeft = 0; // its number
  for (int frame = 0; frame / fps < 2.0; ++frame) {
    const double now = frame / fps;
    const float rightward = 600.0F + speed * static_cast<float>(now - 1.0);
    const float leftward = 600.0F - speed * static_cast<float>(now - 1.0);
    if (frame % detectEvery != 0) {
      tracker.advance(now);
      continue;
    }
    Faces found{faceAt(rightward + jitter(random), 200 + jitter(random), 100 + jitter(random))};
    if (std::abs(rightward - leftward) > 55.0F || apart > 45) { // the boxes overlap by 0.3 or less
      found.push_back(faceAt(leftward + jitter(random), 200 + apart + jitter(random), 100 + jitter(random)));
    }
    std::shuffle(found.begin(), found.end(), random);
    tracker.update(found, now);
    if (frame == 0) {
      fromLeft = tracker.faces()[0].box.x < tracker.faces()[1].box.x ? 1 : 2;
    }
  }
  const auto& faces = tracker.faces();
  ASSERT_EQ(faces.size(), 2U);
  const bool firstIsRight = faces[0].box.x > faces[1].box.x;
  EXPECT_EQ(firstIsRight ? 1 : 2, fromLeft);
}

TEST(FaceTracker, DoesNotSwapFacesThatCross) {
  for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U}) {
    for (const float speed : {150.0F, 300.0F, 500.0F}) {
      for (const int detectEvery : {1, 3}) {
        SCOPED_TRACE(testing::Message() << seed << " " << speed << " " << detectEvery);
        cross(30, detectEvery, speed, 0, seed);
        cross(30, detectEvery, speed, 50, seed);
      }
    }
  }
}

TEST(FaceTracker, MovesOnBetweenDetections) {
  FaceTracker tracker;
  for (int frame = 0; frame < 20; ++frame) {
    tracker.update(Faces{faceAt(static_cast<float>(10 * frame), 50, 80)}, frame / 30.0);
  }
  const auto& faces = tracker.advance(22 / 30.0);
  ASSERT_EQ(faces.size(), 1U);
  EXPECT_FALSE(faces[0].detected);
  EXPECT_FALSE(faces[0].missed);
  EXPECT_NEAR(faces[0].box.x, 220, 6);
  tracker.place(1, {230, 50, 80, 80});
  EXPECT_NEAR(tracker.faces()[0].box.x, 230, 4);
}

TEST(FaceTracker, GivesAFaceOfAnotherSizeAnotherNumber) {
  FaceTracker tracker;
  tracker.update(Faces{faceAt(100, 100, 40)}, 0);
  const auto& faces = tracker.update(Faces{faceAt(60, 60, 160)}, 0.03);
  ASSERT_EQ(faces.size(), 2U);
  EXPECT_TRUE(faces[0].missed);
  EXPECT_EQ(faces[1].id, 2);
}

TEST(FaceTracker, KeepsTheShapeOfABoxThatIsNoSquare) {
  FaceTracker tracker;
  for (int frame = 0; frame < 60; ++frame) {
    Face face = faceAt(100, 100, 60);
    face.box.height = 90;
    const auto& faces = tracker.update(Faces{face}, frame / 30.0);
    ASSERT_EQ(faces.size(), 1U);
    EXPECT_NEAR(faces[0].box.width, 60, 0.01) << frame;
    EXPECT_NEAR(faces[0].box.height, 90, 0.01) << frame;
  }
  for (int frame = 60; frame < 120; ++frame) { // the mouth opens
    Face face = faceAt(100, 100, 60);
    face.box.height = 100;
    tracker.update(Faces{face}, frame / 30.0);
  }
  EXPECT_NEAR(tracker.faces()[0].box.width, 60, 0.01);
  EXPECT_NEAR(tracker.faces()[0].box.height, 100, 1);
}

TEST(FaceTracker, CalmsJitter) {
  FaceTracker tracker;
  std::mt19937 random(3); // NOLINT
  std::normal_distribution<float> jitter(0, 3);
  double given = 0;
  double tracked = 0;
  for (int frame = 0; frame < 300; ++frame) {
    const float size = 100 + jitter(random);
    const auto& faces = tracker.update(Faces{faceAt(200, 100, size)}, frame / 30.0);
    if (frame > 30) {
      given += std::pow(size - 100.0, 2);
      tracked += std::pow(static_cast<double>(faces[0].box.width) - 100.0, 2);
    }
  }
  EXPECT_LT(tracked, 0.5 * given);
}

} // namespace
} // namespace mien
