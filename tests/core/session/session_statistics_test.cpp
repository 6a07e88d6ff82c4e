#include "core/session/session_statistics.h"

#include "tests/support/made_faces.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace mien {
namespace {

using test::madeFace;

// Ten frames at odd times. Face 1: found, tracked, held, (none), found. Face 2 comes and goes while 1 is held.
struct Made {
  double seconds;
  std::vector<FaceResult> faces;
};

std::vector<Made> made() {
  return {{0.0, {}},
          {0.1, {madeFace(1, FaceState::Found, 0.75F, 1)}},
          {0.15, {madeFace(1, FaceState::Tracked, 0.25F, 0)}},
          {0.4, {madeFace(1, FaceState::Held, 0.25F, 0)}},
          {0.9, {madeFace(1, FaceState::Held, 0.25F, 0), madeFace(2, FaceState::Found, 1, 1)}},
          {1.0, {madeFace(2, FaceState::Held, 1, 1)}},
          {1.5, {}},
          {2.0, {madeFace(1, FaceState::Found, 0.5F, 0.5F)}},
          {2.1, {madeFace(1, FaceState::Held, 0.5F, 0.5F)}},
          {1.0 / 3 + 3, {}}};
}

TEST(SessionStatistics, CountsWhoWasSeenAndNotWhoIsHeld) {
  SessionStatistics statistics({"calm", "angry"});
  for (const Made& frame : made()) {
    statistics.add(frame.seconds, frame.faces);
  }
  EXPECT_EQ(statistics.frames(), 10U);
  EXPECT_EQ(statistics.faceCount(), 2U);
  const auto faces = statistics.faces();
  EXPECT_EQ(faces.at(1).frames, 3U); // 0.1, 0.15, 2.0
  EXPECT_DOUBLE_EQ(faces.at(1).first, 0.1);
  EXPECT_DOUBLE_EQ(faces.at(1).last, 2.0);
  EXPECT_DOUBLE_EQ(faces.at(1).until, 2.1) << "the first frame that does not show it";
  EXPECT_NEAR(faces.at(1).meanProbabilities[0], (0.75 + 0.25 + 0.5) / 3, 1e-6);
  EXPECT_NEAR(faces.at(1).mostProbable[0], 2.0 / 3, 1e-9);
  EXPECT_EQ(faces.at(2).frames, 1U);
  EXPECT_DOUBLE_EQ(faces.at(2).last, 0.9);
  EXPECT_DOUBLE_EQ(faces.at(2).until, 1.0);

  const auto json = statistics.json();
  EXPECT_EQ(json["frames"], 10);
  EXPECT_EQ(json["frames_with_faces"], 4); // 0.1, 0.15, 0.9, 2.0
  EXPECT_EQ(json["seconds"], 3.333333) << "as the table has it";
}

TEST(SessionStatistics, TheLastFrameLastsAsLongAsTheOneBefore) {
  SessionStatistics statistics({"calm", "angry"});
  for (const double seconds : {0.0, 1.0, 1.5}) {
    statistics.add(seconds, std::vector{madeFace(1, FaceState::Found, 1, 1)});
  }
  EXPECT_DOUBLE_EQ(statistics.faces().at(1).last, 1.5);
  EXPECT_DOUBLE_EQ(statistics.faces().at(1).until, 2.0);
  EXPECT_DOUBLE_EQ(statistics.json()["faces"][0]["until"], 2.0);
}

TEST(SessionStatistics, KnowsNobodyWhoWasOnlyHeld) {
  SessionStatistics statistics({"calm", "angry"});
  statistics.add(0, std::vector{madeFace(1, FaceState::Held, 0.5F, 0)});
  EXPECT_EQ(statistics.faceCount(), 0U);
  EXPECT_EQ(statistics.json()["frames_with_faces"], 0);
}

} // namespace
} // namespace mien
