#pragma once

#include "core/kernels/packed_matrix.h"
#include "core/model/model_info.h"

#include <cstdint>
#include <vector>

namespace mien::detail {

struct DepthwiseLayer {
  std::int64_t channels = 0;
  std::int64_t kernel = 3;
  std::int64_t stride = 1;
  AlignedFloats taps; ///< [kernel x kernel, channels]
  AlignedFloats bias;
};

struct FoldedBlock {
  bool expands = false;
  bool hasShortcut = false;
  PackedMatrix expand;
  DepthwiseLayer depthwise;
  PackedMatrix squeeze;
  PackedMatrix excite;
  PackedMatrix project;
};

/// Every weight of an EfficientNet-B3, batch norm folded into the convolutions: w' = w * scale / sqrt(variance +
/// epsilon), and a bias for the rest.
struct FoldedWeights {
  std::int64_t stemChannels = 0;
  AlignedFloats stemTaps; ///< [9, channels], summed over the three equal channels of a grey image
  AlignedFloats stemBias;
  std::vector<FoldedBlock> blocks;
  PackedMatrix top;
  std::vector<PackedMatrix> dense; ///< of the head: one, or two with ReLU between
};

/// EfficientNet-B3 for inference alone, without LibTorch: every layer is one pass over its maps, on one thread, with
/// activation, bias and shortcut inside. Never written after construction, so any number of threads may share one.
class FoldedNetwork {
public:
  explicit FoldedNetwork(FoldedWeights weights) : m_weights(std::move(weights)) {}

  /// Memory for the maps in between; keeps its size from call to call. One a thread.
  struct Buffers {
    AlignedFloats maps, expanded, depthwise, projected, pooled, squeezed, gate, hidden;
  };

  struct Output {
    std::vector<float> embeddings; ///< images x 1536
    std::vector<float> logits;     ///< images x classes
  };
  /// x: [images, side, side], preprocessed.
  [[nodiscard]] Output operator()(const float* x, std::int64_t images, std::int64_t side, Buffers& buffers) const;

  /// One class's evidence over the last maps.
  struct ClassMap {
    std::int64_t side = 0;
    std::vector<float> values; ///< side x side: Grad-CAM before its ReLU
  };
  /// Grad-CAM of one image. The head sees the maps only through their means, so the gradient of a logit with respect to
  /// map k is the same at every pixel: d logit / d mean(k) / pixels, which the head's weights give exactly.
  [[nodiscard]] ClassMap classMap(const float* x, std::int64_t side, std::int64_t label, Buffers& buffers) const;

private:
  /// d logit(label) / d embedding for the image whose hidden layer is in the buffers.
  [[nodiscard]] std::vector<float> headGradient(std::int64_t label, const Buffers& buffers) const;

  FoldedWeights m_weights;
};

} // namespace mien::detail
