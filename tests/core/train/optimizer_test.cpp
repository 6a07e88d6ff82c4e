#include "core/train/detail/optimizer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace mien::detail {
namespace {

/// Two parameters, the second without weight decay, with two replicas' gradients, and a buffer.
struct Network {
  std::vector<float> weights{0.5F, -1.0F, 2.0F};
  std::vector<float> bias{0.25F};
  std::vector<float> statistic{1.0F};
  std::vector<std::vector<float>> weightGradients{{0.1F, 0.2F, -0.3F}, {0.2F, -0.1F, 0.5F}};
  std::vector<std::vector<float>> biasGradients{{0.4F}, {0.1F}};
  std::vector<SharedParameter> parameters{
      {"w", weights.data(), 3, true, true, {weightGradients[0].data(), weightGradients[1].data()}},
      {"b", bias.data(), 1, false, false, {biasGradients[0].data(), biasGradients[1].data()}}};
  std::vector<SharedBuffer> buffers{{"s", statistic.data(), 1}};

  Network() = default;
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;
};

TrainConfig config(OptimizerKind kind) {
  TrainConfig c;
  c.optimizer = kind;
  c.weightDecay = 0.1;
  c.ema = 0;
  return c;
}

/// The textbook's update of one number, in double precision.
struct Scalar {
  double w, g, decay, first = 0, second = 0;

  void step(OptimizerKind kind, double rate, int t) {
    double gradient = g;
    if (kind == OptimizerKind::AdamW) {
      w -= rate * decay * w;
    } else {
      gradient += decay * w;
    }
    if (kind == OptimizerKind::Sgd) {
      first = 0.9 * first + gradient;
      w -= rate * (gradient + 0.9 * first);
      return;
    }
    first = 0.9 * first + 0.1 * gradient;
    second = 0.999 * second + 0.001 * gradient * gradient;
    w -= rate * (first / (1 - std::pow(0.9, t))) / (std::sqrt(second / (1 - std::pow(0.999, t))) + 1e-8);
  }
};

class EveryOptimizer : public testing::TestWithParam<OptimizerKind> {};

TEST_P(EveryOptimizer, AgreesWithTheTextbook) {
  Network network;
  const TrainConfig c = config(GetParam());
  Optimizer optimizer(c, network.parameters, network.buffers);
  std::vector<Scalar> expected{{0.5, 0.3, 0.1}, {-1.0, 0.1, 0.1}, {2.0, 0.2, 0.1}, {0.25, 0.5, 0.0}};
  for (int step = 0; step < 5; ++step) {
    const double norm = optimizer.apply(0.01, step);
    EXPECT_NEAR(norm, std::sqrt(0.09 + 0.01 + 0.04 + 0.25), 1e-6);
    for (Scalar& scalar : expected) {
      scalar.step(GetParam(), 0.01, step + 1);
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(network.weights[i], expected[i].w, 1e-5) << i;
  }
  EXPECT_NEAR(network.bias[0], expected[3].w, 1e-5);
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryOptimizer,
                         testing::Values(OptimizerKind::AdamW, OptimizerKind::Adam, OptimizerKind::Sgd));

TEST(Optimizer, ClipsTheNormOfTheWholeGradient) {
  Network clipped;
  TrainConfig c = config(OptimizerKind::Sgd);
  c.weightDecay = 0;
  c.clip = 0.1;
  Optimizer optimizer(c, clipped.parameters, clipped.buffers);
  const double norm = optimizer.apply(1.0, 0);
  EXPECT_NEAR(clipped.bias[0], 0.25 - 1.9 * 0.5 * 0.1 / norm, 1e-6);
}

TEST(Optimizer, ChangesNothingWhenTheGradientIsNotANumber) {
  Network network;
  const TrainConfig c = config(OptimizerKind::AdamW);
  Optimizer optimizer(c, network.parameters, network.buffers);
  network.weightGradients[1][2] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_FALSE(std::isfinite(optimizer.apply(0.01, 0)));
  EXPECT_EQ(network.weights, (std::vector<float>{0.5F, -1.0F, 2.0F}));
  EXPECT_EQ(network.bias[0], 0.25F);
}

TEST(Optimizer, LeavesFrozenParametersAlone) {
  Network network;
  const TrainConfig c = config(OptimizerKind::AdamW);
  Optimizer optimizer(c, network.parameters, network.buffers);
  network.parameters[0].gradients = {nullptr, nullptr};
  EXPECT_NEAR(optimizer.apply(0.01, 0), 0.5, 1e-6);
  EXPECT_EQ(network.weights, (std::vector<float>{0.5F, -1.0F, 2.0F}));
  EXPECT_NE(network.bias[0], 0.25F);
}

TEST(Optimizer, AveragesWeightsAndStatisticsAndSwapsThemBothWays) {
  Network network;
  TrainConfig c = config(OptimizerKind::Sgd);
  c.ema = 0.5;
  Optimizer optimizer(c, network.parameters, network.buffers);
  network.statistic[0] = 3.0F;
  optimizer.apply(0.01, 100); // late enough for the decay's own warm-up to be over
  const std::vector<float> after = network.weights;

  optimizer.swapAverages();
  EXPECT_NEAR(network.weights[0], 0.5 * (0.5 + after[0]), 1e-6);
  EXPECT_NEAR(network.statistic[0], 2.0, 1e-6);
  optimizer.swapAverages();
  EXPECT_EQ(network.weights, after);
  EXPECT_EQ(network.statistic[0], 3.0F);
}

} // namespace
} // namespace mien::detail
