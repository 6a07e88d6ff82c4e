#include "core/live/source/detail/frame_clock.h"

#include <gtest/gtest.h>

namespace mien::detail {
namespace {

TEST(FrameClock, TakesTheTimesOfTheSource) {
  FrameClock clock;
  EXPECT_DOUBLE_EQ(clock.next(0.04, 0), 0.04);
  EXPECT_DOUBLE_EQ(clock.next(0.1, 9), 0.1);
  EXPECT_DOUBLE_EQ(clock.next(2.5, 9), 2.5);
}

TEST(FrameClock, TakesTheOtherTimeWhereThereIsNone) {
  FrameClock clock;
  EXPECT_DOUBLE_EQ(clock.next({}, 0), 0);
  EXPECT_DOUBLE_EQ(clock.next({}, 0.04), 0.04);
}

TEST(FrameClock, GoesOnWhenTheSourceBeginsAgain) {
  FrameClock clock;
  EXPECT_DOUBLE_EQ(clock.next(0.0, 0), 0);
  EXPECT_DOUBLE_EQ(clock.next(0.5, 0.1), 0.5);
  EXPECT_DOUBLE_EQ(clock.next(0.0, 1.0), 1.0) << "a loop";
  EXPECT_DOUBLE_EQ(clock.next(0.5, 1.1), 1.5);
  clock.reopened();
  EXPECT_DOUBLE_EQ(clock.next(70.0, 30.0), 30.0) << "a stream that was opened again";
  EXPECT_DOUBLE_EQ(clock.next(70.5, 31.0), 30.5);
}

} // namespace
} // namespace mien::detail
