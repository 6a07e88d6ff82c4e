#include "core/train/schedule.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mien {
namespace {

TrainConfig config(ScheduleKind kind) {
  TrainConfig c;
  c.schedule = kind;
  c.learningRate = 0.01;
  c.warmup = 0.1;
  return c;
}

TEST(Schedule, OneCycleRisesToThePeakAndFallsToNearlyNothing) {
  const TrainConfig c = config(ScheduleKind::OneCycle);
  EXPECT_NEAR(learningRateAt(c, 0, 1001), 0.01 / 25, 1e-12);
  EXPECT_NEAR(learningRateAt(c, 300, 1001), 0.01, 1e-12);
  EXPECT_NEAR(learningRateAt(c, 1000, 1001), 0.01 / 1e4, 1e-12);
  for (int step = 1; step <= 300; ++step) {
    EXPECT_GT(learningRateAt(c, step, 1001), learningRateAt(c, step - 1, 1001));
  }
  for (int step = 301; step <= 1000; ++step) {
    EXPECT_LT(learningRateAt(c, step, 1001), learningRateAt(c, step - 1, 1001));
  }
}

TEST(Schedule, CosineWarmsUpInAStraightLineAndEndsAtZero) {
  const TrainConfig c = config(ScheduleKind::Cosine);
  const double first = learningRateAt(c, 0, 1001);
  const double second = learningRateAt(c, 1, 1001);
  EXPECT_GT(first, 0);
  EXPECT_NEAR(learningRateAt(c, 99, 1001) - learningRateAt(c, 98, 1001), second - first, 1e-12);
  EXPECT_NEAR(learningRateAt(c, 100, 1001), 0.01, 1e-12);
  EXPECT_NEAR(learningRateAt(c, 1000, 1001), 0.0, 1e-12);
}

TEST(Schedule, ConstantIsConstantAndOneStepRunsWork) {
  EXPECT_EQ(learningRateAt(config(ScheduleKind::Constant), 77, 100), 0.01);
  EXPECT_GT(learningRateAt(config(ScheduleKind::OneCycle), 0, 1), 0);
}

} // namespace
} // namespace mien
