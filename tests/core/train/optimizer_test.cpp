#include "core/train/detail/optimizer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <utility>

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
  Optimizer optimizer(optimizerOptions(c), network.parameters, network.buffers);
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
  Optimizer optimizer(optimizerOptions(c), clipped.parameters, clipped.buffers);
  const double norm = optimizer.apply(1.0, 0);
  EXPECT_NEAR(clipped.bias[0], 0.25 - 1.9 * 0.5 * 0.1 / norm, 1e-6);
}

TEST(Optimizer, DoesNotLengthenAShortGradient) {
  Network limited;
  Network unlimited;
  TrainConfig c = config(OptimizerKind::Sgd);
  Optimizer free(optimizerOptions(c), unlimited.parameters, unlimited.buffers);
  TrainConfig high = c;
  high.clip = 10; // the norm is below 1
  Optimizer optimizer(optimizerOptions(high), limited.parameters, limited.buffers);
  optimizer.apply(0.1, 0);
  free.apply(0.1, 0);
  EXPECT_EQ(limited.weights, unlimited.weights);
  EXPECT_EQ(limited.bias, unlimited.bias);
}

TEST(Optimizer, ChangesNothingWhenTheGradientIsNotANumber) {
  Network network;
  const TrainConfig c = config(OptimizerKind::AdamW);
  Optimizer optimizer(optimizerOptions(c), network.parameters, network.buffers);
  network.weightGradients[1][2] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_FALSE(std::isfinite(optimizer.apply(0.01, 0)));
  EXPECT_EQ(network.weights, (std::vector<float>{0.5F, -1.0F, 2.0F}));
  EXPECT_EQ(network.bias[0], 0.25F);
}

TEST(Optimizer, LeavesFrozenParametersAlone) {
  Network network;
  const TrainConfig c = config(OptimizerKind::AdamW);
  Optimizer optimizer(optimizerOptions(c), network.parameters, network.buffers);
  network.parameters[0].gradients = {nullptr, nullptr};
  EXPECT_NEAR(optimizer.apply(0.01, 0), 0.5, 1e-6);
  EXPECT_EQ(network.weights, (std::vector<float>{0.5F, -1.0F, 2.0F}));
  EXPECT_NE(network.bias[0], 0.25F);
}

// Adam's first step is as long as the learning rate, whatever the gradient: its corrections are for that.
TEST(Optimizer, TheFirstStepAfterAFreezeIsNoLongerThanTheFirstOfAll) {
  Network network;
  TrainConfig c = config(OptimizerKind::AdamW);
  c.weightDecay = 0;
  Optimizer optimizer(optimizerOptions(c), network.parameters, network.buffers, 100);
  const std::vector<const float*> gradients = std::exchange(network.parameters[0].gradients, {nullptr, nullptr});
  for (int step = 0; step < 100; ++step) {
    optimizer.apply(0.01, step);
  }
  EXPECT_EQ(network.weights, (std::vector<float>{0.5F, -1.0F, 2.0F}));
  network.parameters[0].gradients = gradients;
  const float head = network.bias[0];
  optimizer.apply(0.01, 100);
  EXPECT_NEAR(network.weights[0], 0.49, 1e-6);
  EXPECT_NEAR(network.weights[1], -1.01, 1e-6);
  EXPECT_NEAR(network.weights[2], 1.99, 1e-6);
  EXPECT_NEAR(network.bias[0], head - 0.01F, 1e-6) << "of equal gradients";
}

TEST(Optimizer, AveragesWeightsAndStatisticsAndSwapsThemBothWays) {
  Network network;
  TrainConfig c = config(OptimizerKind::Sgd);
  c.ema = 0.5;
  Optimizer optimizer(optimizerOptions(c), network.parameters, network.buffers);
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

// The decay is (1 + t) / (10 + t) after t updates until that passes the one asked for: 2/11, then 3/12, 7/16 after six.
TEST(Optimizer, AveragesFollowFastAtFirst) {
  TrainConfig c = config(OptimizerKind::Sgd);
  c.ema = 0.998;
  for (const auto& [step, decay] : {std::pair{0, 2.0 / 11}, {1, 3.0 / 12}, {5, 7.0 / 16}, {1'000'000, 0.998}}) {
    Network network;
    Optimizer optimizer(optimizerOptions(c), network.parameters, network.buffers);
    network.statistic[0] = 3.0F;
    optimizer.apply(0.5, step);
    const float after = network.weights[2];
    ASSERT_GT(std::abs(after - 2.0F), 0.1F);
    optimizer.swapAverages();
    EXPECT_NEAR(network.weights[2], decay * 2.0 + (1 - decay) * static_cast<double>(after), 1e-6) << step;
    EXPECT_NEAR(network.statistic[0], decay * 1.0 + (1 - decay) * 3.0, 1e-6) << step;
  }
}

} // namespace
} // namespace mien::detail
