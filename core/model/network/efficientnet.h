#pragma once

#include "core/model/model_info.h"

#include <torch/nn.h>

#include <array>
#include <memory>
#include <vector>

namespace mien::detail {

/// One stage of the network: `layers` MBConv blocks, the first of which has the stride.
struct StageSpec {
  int expansion;
  int kernel;
  int stride;
  int inChannels;
  int outChannels;
  int layers;
};

/// EfficientNet-B3: B0's stages (Tan & Le 2019, table 1) with width x 1.2 (rounded to multiples of 8) and depth x 1.4.
inline constexpr int kStemChannels = 40;
inline constexpr std::array<StageSpec, 7> kStages{{
    {1, 3, 1, 40, 24, 2},
    {6, 3, 2, 24, 32, 3},
    {6, 5, 2, 32, 48, 3},
    {6, 3, 2, 48, 96, 5},
    {6, 5, 1, 96, 136, 5},
    {6, 5, 2, 136, 232, 6},
    {6, 3, 1, 232, 384, 2},
}};
inline constexpr int kEmbeddingSize = 1536;
inline constexpr int kMlpHidden = 256;
inline constexpr double kMlpDropout = 0.5;
inline constexpr double kNormMomentum = 0.1;
inline constexpr double kNormEpsilon = 1e-5; ///< torchvision's efficientnet_b3 keeps BatchNorm2d's default

struct Regularisation {
  double dropout = 0.3;         ///< before the linear head; torchvision's value for B3
  double stochasticDepth = 0.2; ///< of the last block, growing linearly from 0; Huang et al. 2016
};

/// Random numbers of one replica, reseeded before every step: dropping out must not depend on which thread runs.
using GeneratorSlot = std::shared_ptr<at::Generator>;

/// Convolution, batch norm and, optionally, SiLU: torchvision's Conv2dNormActivation (children "0" and "1").
class ConvNormImpl : public torch::nn::Module {
public:
  ConvNormImpl(int in, int out, int kernel, int stride, int groups, bool activate);
  torch::Tensor forward(const torch::Tensor& x);

  torch::nn::Conv2d conv{nullptr};
  torch::nn::BatchNorm2d norm{nullptr};
  bool activates;

private:
  torch::Tensor convolve(const torch::Tensor& x);
};
TORCH_MODULE(ConvNorm);

/// Squeeze-and-excitation (Hu et al. 2018) with SiLU inside and a sigmoid gate (children "fc1" and "fc2").
class SqueezeExcitationImpl : public torch::nn::Module {
public:
  SqueezeExcitationImpl(int channels, int squeezed);
  torch::Tensor forward(const torch::Tensor& x);

  torch::nn::Conv2d fc1{nullptr};
  torch::nn::Conv2d fc2{nullptr};
};
TORCH_MODULE(SqueezeExcitation);

/// Mobile inverted bottleneck: expand, depthwise, squeeze-excite, project, and a shortcut where the shapes agree.
class MbConvImpl : public torch::nn::Module {
public:
  MbConvImpl(const StageSpec& spec, int in, int stride, double dropProbability, GeneratorSlot generator);
  torch::Tensor forward(const torch::Tensor& x);

  ConvNorm expand{nullptr}; ///< missing where the expansion is 1
  ConvNorm depthwise{nullptr};
  SqueezeExcitation excite{nullptr};
  ConvNorm project{nullptr};
  bool hasShortcut;

private:
  double m_dropProbability;
  GeneratorSlot m_generator;
};
TORCH_MODULE(MbConv);

/// EfficientNet-B3 with torchvision's parameter names, so that state dicts go both ways.
/// forward(): [N,1,s,s] or [N,3,s,s] float, channels_last for speed -> logits [N, classes].
class EfficientNetB3Impl : public torch::nn::Module {
public:
  EfficientNetB3Impl(int classes, HeadKind head, const Regularisation& regularisation);

  torch::Tensor forward(const torch::Tensor& x) { return classify(embed(x)); }
  torch::Tensor embed(const torch::Tensor& x);    ///< -> [N, 1536], pooled
  torch::Tensor classify(torch::Tensor features); ///< -> [N, classes]

  /// Draws fresh weights: He initialisation (fan-out), except for zeros in the scale of the last norm of every residual
  /// branch (Goyal et al. 2017) and in the classifier: without both it barely learns from scratch.
  void initialise(std::uint64_t seed);

  void reseed(std::uint64_t seed); ///< of dropout and stochastic depth

  ConvNorm stem{nullptr};
  std::vector<MbConv> blocks;
  ConvNorm top{nullptr};
  std::vector<torch::nn::Linear> dense; ///< of the head: one or two

private:
  torch::Tensor dropOut(const torch::Tensor& x, double probability);

  HeadKind m_head;
  double m_dropout;
  GeneratorSlot m_generator;
};
TORCH_MODULE(EfficientNetB3);

} // namespace mien::detail
