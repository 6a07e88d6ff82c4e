#include "core/session/session_table.h"

#include "tests/support/made_faces.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mien {
namespace {

using test::madeFace;

const std::vector<std::string> kLabels{"calm", "odd, \"label\""};

TEST(SessionTable, SaysWhatStandsInEachColumn) {
  EXPECT_EQ(sessionHeader(kLabels),
            "frame,time,face,state,score,x,y,width,height,label,calm,\"odd, \"\"label\"\"\",calm_raw,"
            "\"odd, \"\"label\"\"_raw\"\n");
}

TEST(SessionTable, HasARowAFaceInEachState) {
  const std::vector<FaceResult> faces{madeFace(1, FaceState::Found, 0.75F, 0.125F),
                                      madeFace(2, FaceState::Tracked, 0.25F, 0.5F),
                                      madeFace(7, FaceState::Held, 0.5F, 0)};
  EXPECT_EQ(sessionRows(41, 2.5, faces, {{"calm", "angry"}}),
            "41,2.500000,1,found,0.750000,10.5,20.0,100.0,120.0,calm,0.750000,0.250000,0.125000,0.875000\n"
            "41,2.500000,2,tracked,0.750000,10.5,20.0,100.0,120.0,angry,0.250000,0.750000,0.500000,0.500000\n"
            "41,2.500000,7,held,0.750000,10.5,20.0,100.0,120.0,calm,0.500000,0.500000,,\n");
}

TEST(SessionTable, HasARowWithEmptyCellsForAPictureWithoutAFace) {
  const std::string row = sessionRows(3, 1.0 / 30, {}, kLabels);
  EXPECT_EQ(row, "3,0.033333,,,,,,,,,,,,\n");
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(row, ',')) + 1, sessionColumns(kLabels).size());
}

TEST(SessionTable, LeavesOutNoCellOfAFaceThatKnowsLess) {
  FaceResult face = madeFace(1, FaceState::Found, 0.75F, 0.5F);
  face.probabilities.clear();
  face.rawProbabilities.clear();
  face.label = 9;
  EXPECT_EQ(sessionRows(0, 0, {{face}}, {{"calm", "angry"}}),
            "0,0.000000,1,found,0.750000,10.5,20.0,100.0,120.0,,,,,\n");
}

TEST(SessionTable, NamesTheStates) {
  for (const FaceState state : {FaceState::Found, FaceState::Tracked, FaceState::Held}) {
    EXPECT_EQ(parseFaceState(faceStateName(state)), state);
  }
  EXPECT_FALSE(parseFaceState("Found"));
}

} // namespace
} // namespace mien
