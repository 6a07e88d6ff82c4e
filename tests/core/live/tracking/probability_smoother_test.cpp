#include "core/live/tracking/probability_smoother.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace mien {
namespace {

using Two = std::array<float, 2>;

TEST(ProbabilitySmoother, BeginsWithTheFirstAnswer) {
  ProbabilitySmoother smoother;
  EXPECT_EQ(smoother.update(1, Two{0.2F, 0.8F}, 5.0), (std::vector<float>{0.2F, 0.8F}));
}

TEST(ProbabilitySmoother, ReachesAStepByItsTimeConstant) {
  // After one time constant 1 - 1/e of a step, whatever the frame rate.
  for (const int frames : {1, 5, 30, 1000}) {
    ProbabilitySmoother smoother;
    smoother.setTimeConstant(0.5);
    (void)smoother.update(1, Two{1.0F, 0.0F}, 0.0);
    std::vector<float> smoothed;
    for (int frame = 1; frame <= frames; ++frame) {
      smoothed = smoother.update(1, Two{0.0F, 1.0F}, 0.5 * frame / frames);
    }
    EXPECT_NEAR(smoothed[1], 1.0 - std::exp(-1.0), 1e-4) << frames;
    EXPECT_NEAR(smoothed[0] + smoothed[1], 1.0, 1e-5);
  }
}

TEST(ProbabilitySmoother, IsOffAtZero) {
  ProbabilitySmoother smoother;
  smoother.setTimeConstant(0);
  (void)smoother.update(1, Two{1.0F, 0.0F}, 0.0);
  EXPECT_EQ(smoother.update(1, Two{0.3F, 0.7F}, 0.001), (std::vector<float>{0.3F, 0.7F}));
}

TEST(ProbabilitySmoother, KeepsFacesApartAndForgetsThem) {
  ProbabilitySmoother smoother;
  (void)smoother.update(1, Two{1.0F, 0.0F}, 0.0);
  EXPECT_EQ(smoother.update(2, Two{0.0F, 1.0F}, 0.0), (std::vector<float>{0.0F, 1.0F}));
  EXPECT_GT(smoother.update(1, Two{0.0F, 1.0F}, 0.1)[0], 0.5F);
  smoother.keepOnly(std::array<int, 1>{2});
  EXPECT_EQ(smoother.update(1, Two{0.0F, 1.0F}, 0.2)[0], 0.0F);
}

TEST(ProbabilitySmoother, StandsStillWithTime) {
  ProbabilitySmoother smoother;
  (void)smoother.update(1, Two{1.0F, 0.0F}, 1.0);
  EXPECT_EQ(smoother.update(1, Two{0.0F, 1.0F}, 1.0)[0], 1.0F); // no time has passed
  EXPECT_EQ(smoother.update(1, Two{0.0F, 1.0F}, 0.5)[0], 0.0F); // time ran back: a fresh start
}

} // namespace
} // namespace mien
