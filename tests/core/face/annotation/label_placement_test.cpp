#include "core/face/annotation/label_placement.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

const cv::Rect2d kArea(0, 0, 400, 300);
const cv::Size2d kLabel(50, 20);

TEST(LabelPlacement, StandsAboveItsBox) {
  const auto placed = placeLabels({{{100, 100, 60, 60}, kLabel}}, kArea, 2);
  EXPECT_EQ(placed.at(0), cv::Rect2d(100, 78, 50, 20));
}

TEST(LabelPlacement, GoesBelowRatherThanOverAFaceAtTheTop) {
  // 15 px of room above for 22: moved in, the label would lie over 7 px of the face.
  const auto placed = placeLabels({{{100, 15, 60, 60}, kLabel}}, kArea, 2);
  EXPECT_EQ(placed.at(0), cv::Rect2d(100, 77, 50, 20));
}

TEST(LabelPlacement, CoversNoNeighboursFace) {
  // Another face stands right above: its picture is worth more than the usual place.
  const auto placed = placeLabels({{{100, 100, 60, 60}, kLabel}, {{95, 40, 70, 58}, kLabel}}, kArea, 2);
  EXPECT_EQ((placed.at(0) & cv::Rect2d(95, 40, 70, 58)).area(), 0);
  EXPECT_EQ((placed.at(0) & placed.at(1)).area(), 0);
}

TEST(LabelPlacement, LeavesOutWhatHasNoRoom) {
  const auto placed = placeLabels({{{0, 0, 40, 20}, {40, 20}}, {{0, 0, 40, 20}, {40, 20}}}, {0, 0, 40, 20}, 0);
  EXPECT_EQ(placed.at(0), cv::Rect2d(0, 0, 40, 20));
  EXPECT_TRUE(placed.at(1).empty());
  EXPECT_TRUE(placeLabels({{{0, 0, 40, 20}, {50, 20}}}, {0, 0, 40, 20}, 0).at(0).empty());
}

} // namespace
} // namespace mien
