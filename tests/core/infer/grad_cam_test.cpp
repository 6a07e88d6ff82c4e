// Grad-CAM of the folded engine against LibTorch's autograd on the network that is trained.
#include "core/common/error.h"
#include "core/data/emotion.h"
#include "core/infer/classifier.h"
#include "core/infer/make_classifier.h"
#include "core/infer/network_input.h"
#include "core/model/network/efficientnet.h"
#include "core/model/network/tensor_state.h"
#include "core/model/preprocess.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <algorithm>

namespace mien {
namespace {

/// A network whose every weight and statistic has something to say.
detail::EfficientNetB3 randomNetwork(HeadKind head) {
  torch::manual_seed(11);
  detail::EfficientNetB3 network(8, head, detail::Regularisation{});
  network->initialise(3);
  const torch::NoGradGuard noGrad;
  for (const auto& module : network->modules(/*include_self=*/false)) {
    if (auto* norm = module->as<torch::nn::BatchNorm2dImpl>()) {
      norm->weight.uniform_(0.8, 1.2);
      norm->bias.normal_(0.0, 0.1);
      norm->running_mean.normal_(0.0, 0.1);
      norm->running_var.uniform_(0.5, 1.5);
    }
  }
  for (torch::nn::Linear& layer : network->dense) {
    layer->weight.normal_(0.0, 0.05);
    layer->bias.normal_(0.0, 0.05);
  }
  network->eval();
  return network;
}

torch::Tensor lastMaps(detail::EfficientNetB3& network, const torch::Tensor& x) {
  const torch::NoGradGuard noGrad;
  torch::Tensor y = network->stem(x.expand({-1, 3, -1, -1}).contiguous(torch::MemoryFormat::ChannelsLast));
  for (detail::MbConv& block : network->blocks) {
    y = block(y);
  }
  return network->top(y);
}

/// The method as its paper writes it: the gradient of a logit with respect to the last maps, averaged over each map.
torch::Tensor expectedMap(detail::EfficientNetB3& network, const torch::Tensor& x, int label) {
  const torch::Tensor maps = lastMaps(network, x).detach().requires_grad_();
  const torch::Tensor logits = network->classify(maps.mean({2, 3}));
  const torch::Tensor gradient = torch::autograd::grad({logits[0][label]}, {maps})[0];
  const torch::Tensor map = torch::relu((gradient.mean({2, 3}, /*keepdim=*/true) * maps).sum(1, /*keepdim=*/true));
  namespace F = torch::nn::functional;
  const torch::Tensor large = F::interpolate(map.detach(), F::InterpolateFuncOptions()
                                                               .size(std::vector<std::int64_t>{x.size(2), x.size(3)})
                                                               .mode(torch::kBilinear)
                                                               .align_corners(false));
  return large / large.max().clamp_min(1e-12);
}

class GradCam : public testing::TestWithParam<std::tuple<HeadKind, int>> {};

TEST_P(GradCam, AgreesWithAutograd) {
  const auto [head, side] = GetParam();
  ModelInfo info;
  info.labels = emotionLabels(8);
  info.inputSize = side;
  info.head = head;
  detail::EfficientNetB3 network = randomNetwork(head);
  const auto classifier = detail::makeClassifier(detail::stateOf(*network), info, "test");
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(70 * 70));
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    pixels[i] = static_cast<std::uint8_t>((i % 70) * 3 + (i * i / 70) % 40);
  }
  const GrayView face{pixels.data(), 70, 70, 70};
  const torch::Tensor x = torch::empty({1, 1, side, side});
  preprocess(face, info, {x.data_ptr<float>(), static_cast<std::size_t>(side) * static_cast<std::size_t>(side)});

  const Predictions answer = classifier->classify(std::span(&face, 1));
  const torch::Tensor logits = network->classify(lastMaps(network, x).mean({2, 3})).detach()[0];
  for (int label = 0; label < 8; ++label) {
    EXPECT_NEAR(answer.logits[static_cast<std::size_t>(label)], logits[label].item<float>(), 2e-3) << "label " << label;
  }

  int lit = 0;
  for (int label = 0; label < 8; ++label) {
    const Heatmap map = classifier->gradCam(face, label);
    EXPECT_EQ(map.label, label);
    EXPECT_EQ(map.side, side);
    EXPECT_EQ(map.cells, (side + 31) / 32);
    const torch::Tensor expected = expectedMap(network, x, label);
    const torch::Tensor ours = torch::from_blob(const_cast<float*>(map.values.data()), {1, 1, side, side});
    EXPECT_LT((ours - expected).abs().max().item<float>(), 2e-3F) << "label " << label;
    lit += *std::ranges::max_element(map.values) > 0.0F ? 1 : 0;
  }
  EXPECT_GE(lit, 2) << "with random weights some class has evidence for it";
}

INSTANTIATE_TEST_SUITE_P(Heads, GradCam,
                         testing::Combine(testing::Values(HeadKind::Linear, HeadKind::Mlp),
                                          // 65: odd after every halving (33, 17, 9, 5, 3)
                                          testing::Values(48, 96, 65)));

TEST(GradCamArguments, AreChecked) {
  ModelInfo info;
  info.labels = emotionLabels(8);
  const auto classifier = detail::makeClassifier(detail::stateOf(*randomNetwork(HeadKind::Linear)), info, "test");
  const std::vector<std::uint8_t> grey(48 * 48, 100);
  EXPECT_THROW((void)classifier->gradCam({grey.data(), 48, 48, 48}, 8), Error);
  EXPECT_THROW((void)classifier->gradCam({grey.data(), 48, 48, 48}, -1), Error);
  EXPECT_THROW((void)classifier->gradCam({}, 0), Error);
}

TEST(MakeHeatmap, IsDarkWhereNothingSpeaksForTheClass) {
  const std::vector<float> against{-1.0F, -2.0F, -3.0F, 0.0F};
  const Heatmap map = makeHeatmap(against, 2, 48, 5);
  EXPECT_EQ(*std::ranges::max_element(map.values), 0.0F);
  const std::vector<float> corner{-1.0F, -2.0F, -3.0F, 4.0F};
  const Heatmap lit = makeHeatmap(corner, 2, 48, 5);
  EXPECT_FLOAT_EQ(lit.values.back(), 1.0F);
  EXPECT_FLOAT_EQ(lit.values.front(), 0.0F);
}

TEST(NetworkInput, GivesBackThePixels) {
  ModelInfo info;
  info.inputSize = 48;
  std::vector<std::uint8_t> ramp(48 * 48);
  for (std::size_t i = 0; i < ramp.size(); ++i) {
    ramp[i] = static_cast<std::uint8_t>(i % 256);
  }
  EXPECT_EQ(networkInput({ramp.data(), 48, 48, 48}, info), ramp);
}

} // namespace
} // namespace mien
