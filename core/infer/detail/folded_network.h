#pragma once

#include "core/model/detail/efficientnet.h"

#include <torch/types.h>

#include <vector>

namespace mien::detail {

/// A convolution with its batch norm inside: w' = w * scale / sqrt(variance + epsilon), and a bias for the rest.
struct FoldedConv {
  FoldedConv() = default;
  explicit FoldedConv(ConvNorm layer);
  torch::Tensor operator()(const torch::Tensor& x) const;

  torch::Tensor weight; ///< as conv2d wants it, or the taps of a depthwise convolution
  torch::Tensor bias;
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  bool depthwise = false;
  bool activates = false;
};

struct FoldedBlock {
  explicit FoldedBlock(MbConv block);
  torch::Tensor operator()(const torch::Tensor& x) const;

  bool expands = false;
  bool hasShortcut = false;
  FoldedConv expand;
  FoldedConv depthwise;
  torch::Tensor squeezeWeight, squeezeBias, exciteWeight, exciteBias;
  FoldedConv project;
};

/// EfficientNet-B3 for inference alone: no autograd, batch norm folded. Tensors are shared between copies and never
/// written after construction, so copies serve different threads.
class FoldedNetwork {
public:
  explicit FoldedNetwork(EfficientNetB3 model, HeadKind head);

  struct Answer {
    torch::Tensor embeddings; ///< [N, 1536]
    torch::Tensor logits;     ///< [N, classes]
  };
  /// x: [N, 3, s, s], channels_last.
  [[nodiscard]] Answer operator()(const torch::Tensor& x) const;

private:
  FoldedConv m_stem;
  std::vector<FoldedBlock> m_blocks;
  FoldedConv m_top;
  std::vector<std::pair<torch::Tensor, torch::Tensor>> m_dense;
  HeadKind m_head;
};

} // namespace mien::detail
