#include "core/infer/detail/fold.h"

namespace mien::detail {

namespace {

struct Folded {
  torch::Tensor weight;
  torch::Tensor bias;
};

Folded fold(ConvNorm layer) {
  const auto& norm = layer->norm;
  const torch::Tensor factor =
      norm->weight.to(torch::kFloat64) / torch::sqrt(norm->running_var.to(torch::kFloat64) + kNormEpsilon);
  const torch::Tensor weight = layer->conv->weight.to(torch::kFloat64) * factor.view({-1, 1, 1, 1});
  return {weight.to(torch::kFloat32).contiguous(),
          (norm->bias - norm->running_mean * factor).to(torch::kFloat32).contiguous()};
}

AlignedFloats values(const torch::Tensor& tensor) {
  const torch::Tensor plain = tensor.contiguous();
  return {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()};
}

PackedMatrix packed(const torch::Tensor& weight, const torch::Tensor& bias) {
  const torch::Tensor plain = weight.reshape({weight.size(0), -1}).contiguous();
  return {plain.data_ptr<float>(), bias.contiguous().data_ptr<float>(), plain.size(0), plain.size(1)};
}

PackedMatrix packed(ConvNorm layer) {
  const Folded folded = fold(std::move(layer));
  return packed(folded.weight, folded.bias);
}

/// [channels, 1, k, k] -> [k x k, channels].
AlignedFloats taps(const torch::Tensor& weight) { return values(weight.reshape({weight.size(0), -1}).t()); }

DepthwiseLayer depthwise(ConvNorm layer) {
  const Folded folded = fold(layer);
  return {folded.bias.size(0), layer->conv->options.kernel_size()->at(0), layer->conv->options.stride()->at(0),
          taps(folded.weight), values(folded.bias)};
}

FoldedBlock fold(const MbConv& block) {
  FoldedBlock folded;
  folded.expands = !block->expand.is_empty();
  folded.hasShortcut = block->hasShortcut;
  if (folded.expands) {
    folded.expand = packed(block->expand);
  }
  folded.depthwise = depthwise(block->depthwise);
  folded.squeeze = packed(block->excite->fc1->weight, block->excite->fc1->bias);
  folded.excite = packed(block->excite->fc2->weight, block->excite->fc2->bias);
  folded.project = packed(block->project);
  return folded;
}

} // namespace

FoldedWeights foldNetwork(EfficientNetB3 model) {
  const torch::NoGradGuard noGrad;
  const Folded stem = fold(model->stem);
  FoldedWeights weights;
  weights.stemChannels = stem.bias.size(0);
  weights.stemTaps = taps(stem.weight.sum(1, /*keepdim=*/true));
  weights.stemBias = values(stem.bias);
  for (const MbConv& block : model->blocks) {
    weights.blocks.push_back(fold(block));
  }
  weights.top = packed(model->top);
  for (const auto& layer : model->dense) {
    weights.dense.push_back(packed(layer->weight, layer->bias));
  }
  return weights;
}

} // namespace mien::detail
