// Forward and backward of the training layers against LibTorch's own, on maps of every odd shape the network meets.
#include "core/model/network/fast_layers.h"

#include <gtest/gtest.h>
#include <torch/nn/functional/batchnorm.h>
#include <torch/torch.h>

#include <functional>

namespace mien::detail {
namespace {

using torch::Tensor;

Tensor maps(std::int64_t n, std::int64_t c, std::int64_t h, std::int64_t w) {
  return torch::randn({n, c, h, w}).contiguous(torch::MemoryFormat::ChannelsLast);
}

void expectClose(const Tensor& ours, const Tensor& theirs, const char* what) {
  ASSERT_EQ(ours.sizes(), theirs.sizes()) << what;
  const double scale = 1.0 + theirs.abs().max().item<double>();
  EXPECT_LT((ours - theirs).abs().max().item<double>(), 2e-5 * scale) << what;
}

/// Runs both on copies of the inputs, the reference in double precision, and compares the outcome and the gradient of
/// every input.
void compare(const std::vector<Tensor>& inputs, const std::function<Tensor(const std::vector<Tensor>&)>& ours,
             const std::function<Tensor(const std::vector<Tensor>&)>& theirs) {
  std::vector<Tensor> mine;
  std::vector<Tensor> reference;
  for (const Tensor& input : inputs) {
    mine.push_back(input.clone().requires_grad_());
    reference.push_back(input.to(torch::kFloat64).requires_grad_());
  }
  const Tensor y = ours(mine);
  const Tensor expected = theirs(reference);
  expectClose(y, expected, "outcome");
  const Tensor gradient = torch::randn_like(y);
  y.backward(gradient);
  expected.backward(gradient.to(torch::kFloat64));
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    expectClose(mine[i].grad(), reference[i].grad(), ("gradient of input " + std::to_string(i)).c_str());
  }
}

class FastLayers : public testing::Test {
protected:
  void SetUp() override { torch::manual_seed(7); }
};

TEST_F(FastLayers, DepthwiseConvolutionAgrees) {
  for (const std::int64_t kernel : {3, 5}) {
    for (const std::int64_t stride : {1, 2}) {
      for (const std::int64_t side : {1, 2, 3, 6, 7, 24}) {
        for (const std::int64_t channels : {8, 40, 144}) {
          SCOPED_TRACE("kernel " + std::to_string(kernel) + ", stride " + std::to_string(stride) + ", side " +
                       std::to_string(side) + ", channels " + std::to_string(channels));
          compare(
              {maps(3, channels, side, side + 1), torch::randn({channels, 1, kernel, kernel})},
              [&](const auto& in) { return depthwiseConv(in[0], in[1], stride); },
              [&](const auto& in) { return torch::conv2d(in[0], in[1], {}, stride, kernel / 2, 1, channels); });
        }
      }
    }
  }
}

TEST_F(FastLayers, PointwiseConvolutionAgrees) {
  for (const std::int64_t side : {1, 2, 7}) {
    compare(
        {maps(3, 40, side, side), torch::randn({24, 40, 1, 1})},
        [](const auto& in) { return pointwiseConv(in[0], in[1]); },
        [](const auto& in) { return torch::conv2d(in[0], in[1]); });
  }
}

TEST_F(FastLayers, NormAgreesAndMovesTheRunningStatistics) {
  for (const bool silu : {true, false}) {
    for (const std::int64_t side : {2, 9, 40}) {
      SCOPED_TRACE((silu ? "silu, side " : "plain, side ") + std::to_string(side));
      const Tensor mean = torch::randn({40});
      const Tensor variance = torch::rand({40}) + 0.5;
      const Tensor expectedMean = mean.to(torch::kFloat64);
      const Tensor expectedVariance = variance.to(torch::kFloat64);
      compare(
          // Far from zero in some channels: there the variance is easily lost in rounding.
          {maps(5, 40, side, side) * 0.3 + torch::arange(40).view({1, 40, 1, 1}), torch::randn({40}),
           torch::randn({40})},
          [&](const auto& in) { return trainingNorm(in[0], in[1], in[2], mean, variance, 0.1, 1e-5, silu); },
          [&](const auto& in) {
            const Tensor y = torch::batch_norm(in[0], in[1], in[2], expectedMean, expectedVariance, true, 0.1, 1e-5,
                                               /*cudnn_enabled=*/false);
            return silu ? torch::silu(y) : y;
          });
      expectClose(mean, expectedMean, "running mean");
      expectClose(variance, expectedVariance, "running variance");
    }
  }
}

TEST_F(FastLayers, SiluSurvivesExtremes) {
  const Tensor x = torch::tensor({-1e30F, -200.0F, -88.0F, -20.0F, 0.0F, 20.0F, 200.0F, 1e30F})
                       .view({1, 8, 1, 1})
                       .contiguous(torch::MemoryFormat::ChannelsLast)
                       .repeat({2, 1, 1, 1});
  // One value a channel: the normalised value is 0 whatever the input; the shift alone reaches the activation.
  const Tensor shift = x[0].view({8}).clone();
  const Tensor y =
      trainingNorm(torch::zeros_like(x), torch::ones({8}), shift, torch::zeros({8}), torch::ones({8}), 0.1, 1e-5, true);
  const Tensor expected = torch::silu(shift);
  EXPECT_TRUE(torch::isfinite(y).all().item<bool>());
  EXPECT_LT(((y[0].view({8}) - expected).abs() / (expected.abs() + 1)).max().item<double>(), 1e-6);
}

TEST_F(FastLayers, GateAndPoolAgree) {
  for (const std::int64_t side : {1, 2, 7}) {
    compare(
        {maps(3, 48, side, side), torch::rand({3, 48, 1, 1})},
        [](const auto& in) { return gateMaps(in[0], in[1] * poolMaps(in[0])); },
        [](const auto& in) {
          return in[0] * (in[1] * in[0].mean({2, 3}, true));
        });
  }
}

TEST_F(FastLayers, PlainMemoryOrderIsAccepted) {
  const Tensor x = torch::randn({2, 16, 5, 5}); // not channels_last
  const Tensor weight = torch::randn({16, 1, 3, 3});
  expectClose(depthwiseConv(x, weight, 1), torch::conv2d(x, weight, {}, 1, 1, 1, 16), "y");
}

} // namespace
} // namespace mien::detail
