#include "ui/widgets/faces/label_placement.h"

#include <gtest/gtest.h>

#include <random>

namespace mien::ui::test {
namespace {

const QRectF kArea(0, 0, 800, 600);
constexpr double kGap = 3;

TEST(PlaceLabels, StandsAboveItsBox) {
  const auto places = placeLabels({{{100, 200, 80, 80}, {120, 20}}}, kArea, kGap);
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places[0], QRectF(100, 200 - kGap - 20, 120, 20));
}

TEST(PlaceLabels, GoesBelowWhereThereIsNoRoomAbove) {
  const auto places = placeLabels({{{100, 5, 80, 80}, {120, 20}}}, kArea, kGap);
  EXPECT_EQ(places[0].top(), 85 + kGap);
}

TEST(PlaceLabels, StaysInTheAreaEvenWithABoxThatFillsIt) {
  for (const QRectF& box : {kArea, QRectF(-20, -20, 60, 60), QRectF(780, 580, 60, 60), QRectF(0, 0, 800, 30)}) {
    const auto places = placeLabels({{box, {120, 20}}}, kArea, kGap);
    EXPECT_FALSE(places[0].isNull());
    EXPECT_TRUE(kArea.contains(places[0]));
  }
}

TEST(PlaceLabels, NeighboursGetTheirOwnPlaces) {
  std::vector<LabelRequest> row;
  for (int i = 0; i < 8; ++i) { // closer together than their labels are wide
    row.push_back({{20.0 + 90 * i, 300, 60, 60}, {110, 20}});
  }
  const auto places = placeLabels(row, kArea, kGap);
  for (std::size_t i = 0; i < places.size(); ++i) {
    EXPECT_FALSE(places[i].isNull()) << i;
    for (std::size_t k = 0; k < i; ++k) {
      EXPECT_FALSE(places[i].intersects(places[k])) << i << " and " << k;
    }
  }
}

TEST(PlaceLabels, NeverOverlapsInACrowd) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> x(0, 750);
  std::uniform_real_distribution<double> y(0, 550);
  std::vector<LabelRequest> crowd;
  for (int i = 0; i < 120; ++i) {
    crowd.push_back({{x(random), y(random), 50, 50}, {130, 20}});
  }
  const auto places = placeLabels(crowd, kArea, kGap);
  int shown = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    shown += places[i].isNull() ? 0 : 1;
    EXPECT_TRUE(places[i].isNull() || kArea.contains(places[i]));
    for (std::size_t k = 0; k < i; ++k) {
      EXPECT_FALSE(places[i].intersects(places[k]));
    }
  }
  EXPECT_FALSE(places[0].isNull()) << "the first is served first";
  EXPECT_GT(shown, 60);
  EXPECT_LT(shown, 120);
}

TEST(PlaceLabels, LeavesTheFacesOfOthersFree) {
  // Above the lower face stands the upper one: its label has a better place.
  const std::vector<LabelRequest> wishes{{{300, 200, 100, 100}, {100, 20}}, {{300, 303, 100, 100}, {100, 20}}};
  const auto places = placeLabels(wishes, kArea, kGap);
  EXPECT_FALSE(places[1].intersects(wishes[0].box));
}

TEST(PlaceLabels, LeavesItsOwnFaceFreeWhereThereIsRoomAtTheSide) {
  // Between two others, one above and one below, whose labels take those places.
  const std::vector<LabelRequest> wishes{
      {{300, 250, 100, 25}, {200, 20}}, {{300, 325, 100, 25}, {200, 20}}, {{300, 280, 100, 40}, {200, 20}}};
  const auto places = placeLabels(wishes, kArea, kGap);
  EXPECT_FALSE(places[2].isNull());
  EXPECT_FALSE(places[2].intersects(wishes[2].box));
}

TEST(PlaceLabels, ALabelLargerThanTheAreaIsLeftOut) {
  EXPECT_TRUE(placeLabels({{{10, 10, 20, 20}, {900, 20}}}, kArea, kGap)[0].isNull());
}

} // namespace
} // namespace mien::ui::test
