#include "core/infer/detail/folded_network.h"

#include "core/model/detail/fast_layers.h"

namespace mien::detail {

FoldedConv::FoldedConv(ConvNorm layer) {
  const torch::NoGradGuard noGrad;
  const auto& conv = layer->conv;
  const auto& norm = layer->norm;
  const torch::Tensor factor =
      (norm->weight.to(torch::kFloat64) / torch::sqrt(norm->running_var.to(torch::kFloat64) + kNormEpsilon));
  weight = (conv->weight.to(torch::kFloat64) * factor.view({-1, 1, 1, 1}))
               .to(torch::kFloat32)
               .contiguous(torch::MemoryFormat::ChannelsLast);
  bias = (norm->bias - norm->running_mean * factor).to(torch::kFloat32).contiguous();
  stride = conv->options.stride()->at(0);
  kernel = conv->options.kernel_size()->at(0);
  depthwise = conv->options.groups() > 1;
  if (depthwise) {
    weight = depthwiseTaps(weight);
  }
  activates = layer->activates;
}

torch::Tensor FoldedConv::operator()(const torch::Tensor& x) const {
  torch::Tensor y = depthwise ? depthwiseConv(x, weight, bias, kernel, stride)
                              : torch::conv2d(x, weight, bias, stride, kernel / 2);
  return activates ? torch::silu_(y) : y;
}

FoldedBlock::FoldedBlock(MbConv block)
    : expands(!block->expand.is_empty()), hasShortcut(block->hasShortcut), depthwise(block->depthwise),
      squeezeWeight(block->excite->fc1->weight.detach().clone()),
      squeezeBias(block->excite->fc1->bias.detach().clone()), exciteWeight(block->excite->fc2->weight.detach().clone()),
      exciteBias(block->excite->fc2->bias.detach().clone()), project(block->project) {
  if (expands) {
    expand = FoldedConv(block->expand);
  }
}

torch::Tensor FoldedBlock::operator()(const torch::Tensor& x) const {
  torch::Tensor y = depthwise(expands ? expand(x) : x);
  torch::Tensor squeezed = torch::conv2d(y.mean({2, 3}, /*keepdim=*/true), squeezeWeight, squeezeBias);
  torch::Tensor gate = torch::conv2d(torch::silu_(squeezed), exciteWeight, exciteBias).sigmoid_();
  y = project(y.mul_(gate));
  return hasShortcut ? y.add_(x) : y;
}

FoldedNetwork::FoldedNetwork(EfficientNetB3 model, HeadKind head)
    : m_stem(model->stem), m_top(model->top), m_head(head) {
  for (const MbConv& block : model->blocks) {
    m_blocks.emplace_back(block);
  }
  for (const auto& layer : model->dense) {
    m_dense.emplace_back(layer->weight.detach().clone(), layer->bias.detach().clone());
  }
}

FoldedNetwork::Answer FoldedNetwork::operator()(const torch::Tensor& x) const {
  torch::Tensor y = m_stem(x);
  for (const FoldedBlock& block : m_blocks) {
    y = block(y);
  }
  Answer answer;
  answer.embeddings = m_top(y).mean({2, 3});
  torch::Tensor features = answer.embeddings;
  if (m_head == HeadKind::Mlp) {
    features = torch::linear(features, m_dense.front().first, m_dense.front().second).relu_();
  }
  answer.logits = torch::linear(features, m_dense.back().first, m_dense.back().second);
  return answer;
}

} // namespace mien::detail
