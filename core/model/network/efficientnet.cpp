#include "core/model/network/efficientnet.h"

#include "core/model/network/fast_layers.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/nn/init.h>

#include <cmath>

namespace mien::detail {

namespace nn = torch::nn;

ConvNormImpl::ConvNormImpl(int in, int out, int kernel, int stride, int groups, bool activate) : activates(activate) {
  conv = register_module(
      "0", nn::Conv2d(
               nn::Conv2dOptions(in, out, kernel).stride(stride).padding((kernel - 1) / 2).groups(groups).bias(false)));
  norm = register_module("1", nn::BatchNorm2d(nn::BatchNorm2dOptions(out).eps(kNormEpsilon)));
}

torch::Tensor ConvNormImpl::forward(const torch::Tensor& x) {
  torch::Tensor y = convolve(x);
  if (is_training()) {
    return trainingNorm(y, norm->weight, norm->bias, norm->running_mean, norm->running_var, kNormMomentum, kNormEpsilon,
                        activates);
  }
  y = norm(y);
  return activates ? torch::silu_(y) : y;
}

torch::Tensor ConvNormImpl::convolve(const torch::Tensor& x) {
  if (conv->options.groups() > 1) {
    return depthwiseConv(x, conv->weight, conv->options.stride()->at(0));
  }
  return conv->options.kernel_size()->at(0) == 1 ? pointwiseConv(x, conv->weight) : conv(x);
}

SqueezeExcitationImpl::SqueezeExcitationImpl(int channels, int squeezed) {
  fc1 = register_module("fc1", nn::Conv2d(nn::Conv2dOptions(channels, squeezed, 1)));
  fc2 = register_module("fc2", nn::Conv2d(nn::Conv2dOptions(squeezed, channels, 1)));
}

torch::Tensor SqueezeExcitationImpl::forward(const torch::Tensor& x) {
  const auto dense = [](const torch::Tensor& pooled, const nn::Conv2d& layer) {
    return pointwiseConv(pooled, layer->weight) + layer->bias.view({1, -1, 1, 1});
  };
  return gateMaps(x, torch::sigmoid(dense(torch::silu(dense(poolMaps(x), fc1)), fc2)));
}

MbConvImpl::MbConvImpl(const StageSpec& spec, int in, int stride, double dropProbability, GeneratorSlot generator)
    : hasShortcut(stride == 1 && in == spec.outChannels), m_dropProbability(dropProbability),
      m_generator(std::move(generator)) {
  const int expanded = in * spec.expansion;
  auto block = register_module("block", std::make_shared<nn::Module>());
  int next = 0;
  const auto add = [&](auto module) { return block->register_module(std::to_string(next++), std::move(module)); };
  if (expanded != in) {
    expand = add(ConvNorm(in, expanded, 1, 1, 1, true));
  }
  depthwise = add(ConvNorm(expanded, expanded, spec.kernel, stride, expanded, true));
  excite = add(SqueezeExcitation(expanded, std::max(1, in / 4)));
  project = add(ConvNorm(expanded, spec.outChannels, 1, 1, 1, false));
}

torch::Tensor MbConvImpl::forward(const torch::Tensor& x) {
  torch::Tensor y = project(excite(depthwise(expand.is_empty() ? x : expand(x))));
  if (!hasShortcut) {
    return y;
  }
  if (is_training() && m_dropProbability > 0) {
    const double keep = 1.0 - m_dropProbability;
    torch::Tensor noise = torch::empty({y.size(0), 1, 1, 1}, y.options()).bernoulli_(keep, *m_generator).div_(keep);
    y = y * noise;
  }
  return x + y;
}

EfficientNetB3Impl::EfficientNetB3Impl(int classes, HeadKind head, const Regularisation& regularisation)
    : m_head(head), m_dropout(regularisation.dropout), m_generator(std::make_shared<at::Generator>()) {
  *m_generator = at::detail::createCPUGenerator(0);
  auto features = register_module("features", std::make_shared<nn::Module>());
  stem = features->register_module("0", ConvNorm(3, kStemChannels, 3, 2, 1, true));
  int total = 0;
  for (const StageSpec& spec : kStages) {
    total += spec.layers;
  }
  int stageIndex = 1;
  for (const StageSpec& spec : kStages) {
    auto stage = features->register_module(std::to_string(stageIndex++), std::make_shared<nn::Module>());
    for (int layer = 0; layer < spec.layers; ++layer) {
      const double drop = regularisation.stochasticDepth * static_cast<double>(blocks.size()) / total;
      const bool first = layer == 0;
      blocks.push_back(
          stage->register_module(std::to_string(layer), MbConv(spec, first ? spec.inChannels : spec.outChannels,
                                                               first ? spec.stride : 1, drop, m_generator)));
    }
  }
  top = features->register_module("8", ConvNorm(kStages.back().outChannels, kEmbeddingSize, 1, 1, 1, true));

  // The numbers are positions in torchvision's nn.Sequential: dropout and ReLU have no parameters but do count.
  auto classifier = register_module("classifier", std::make_shared<nn::Module>());
  if (head == HeadKind::Linear) {
    dense.push_back(classifier->register_module("1", nn::Linear(kEmbeddingSize, classes)));
  } else {
    dense.push_back(classifier->register_module("0", nn::Linear(kEmbeddingSize, kMlpHidden)));
    dense.push_back(classifier->register_module("3", nn::Linear(kMlpHidden, classes)));
  }
}

torch::Tensor EfficientNetB3Impl::embed(const torch::Tensor& x) {
  torch::Tensor y = x;
  if (y.size(1) == 1) {
    y = y.expand({-1, 3, -1, -1}).contiguous(torch::MemoryFormat::ChannelsLast);
  }
  y = stem(y);
  for (MbConv& block : blocks) {
    y = block(y);
  }
  return top(y).mean({2, 3});
}

torch::Tensor EfficientNetB3Impl::classify(torch::Tensor features) {
  if (m_head == HeadKind::Linear) {
    return dense.front()(dropOut(features, m_dropout));
  }
  return dense.back()(dropOut(torch::relu(dense.front()(features)), kMlpDropout));
}

torch::Tensor EfficientNetB3Impl::dropOut(const torch::Tensor& x, double probability) {
  if (!is_training() || probability <= 0) {
    return x;
  }
  return x * torch::empty_like(x).bernoulli_(1.0 - probability, *m_generator).div_(1.0 - probability);
}

void EfficientNetB3Impl::initialise(std::uint64_t seed) {
  const torch::NoGradGuard noGrad;
  at::Generator generator = at::detail::createCPUGenerator(seed);
  for (const auto& module : modules(/*include_self=*/false)) {
    if (auto* conv = module->as<nn::Conv2dImpl>()) {
      const auto fanOut = conv->weight.size(0) * conv->weight[0][0].numel();
      conv->weight.normal_(0.0, std::sqrt(2.0 / static_cast<double>(fanOut)), generator);
      if (conv->bias.defined()) {
        conv->bias.zero_();
      }
    } else if (auto* norm = module->as<nn::BatchNorm2dImpl>()) {
      norm->weight.fill_(1.0);
      norm->bias.zero_();
      norm->running_mean.zero_();
      norm->running_var.fill_(1.0);
      norm->num_batches_tracked.zero_();
    }
  }
  for (MbConv& block : blocks) {
    if (block->hasShortcut) {
      block->project->norm->weight.zero_();
    }
  }
  for (nn::Linear& layer : dense) {
    const double bound = 1.0 / std::sqrt(static_cast<double>(layer->weight.size(1)));
    layer->weight.uniform_(-bound, bound, generator);
    layer->bias.zero_();
  }
  dense.back()->weight.zero_();
}

void EfficientNetB3Impl::reseed(std::uint64_t seed) { m_generator->set_current_seed(seed); }

} // namespace mien::detail
