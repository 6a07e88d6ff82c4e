#include "core/infer/detail/folded_network.h"

#include "core/infer/detail/map_kernels.h"
#include "core/model/detail/depthwise_kernels.h"
#include "core/model/detail/gate_kernels.h"

namespace mien::detail {

namespace {

using Workspace = FoldedNetwork::Workspace;

/// At least `count` floats; never shrinks.
float* room(AlignedFloats& buffer, std::int64_t count) {
  if (buffer.size() < static_cast<std::size_t>(count)) {
    buffer.resize(static_cast<std::size_t>(count));
  }
  return buffer.data();
}

/// workspace.maps [images, side, side, in] -> workspace.maps [images, new side, new side, out]. Returns the new side.
std::int64_t runBlock(const FoldedBlock& block, std::int64_t images, std::int64_t side, Workspace& w) {
  const std::int64_t rows = images * side * side;
  const std::int64_t channels = block.depthwise.channels;
  const float* in = w.maps.data();
  if (block.expands) {
    float* expanded = room(w.expanded, rows * channels);
    block.expand.apply(in, rows, Activation::Silu, nullptr, expanded);
    in = expanded;
  }
  const DepthwiseShape shape{images, side, side, channels, block.depthwise.kernel, block.depthwise.stride};
  const std::int64_t outSide = shape.outHeight();
  const std::int64_t pixels = outSide * outSide;
  float* maps = room(w.depthwise, images * pixels * channels);
  depthwiseForward(shape, in, block.depthwise.taps.data(), block.depthwise.bias.data(), maps);

  float* pooled = room(w.pooled, images * channels);
  activateAndPool(maps, images, pixels, channels, pooled);
  float* squeezed = room(w.squeezed, images * block.squeeze.outputs());
  block.squeeze.apply(pooled, images, Activation::Silu, nullptr, squeezed);
  float* gate = room(w.gate, images * channels);
  block.excite.apply(squeezed, images, Activation::Sigmoid, nullptr, gate);
  gateForward(maps, gate, images, pixels, channels, maps);

  float* projected = room(w.projected, images * pixels * block.project.outputs());
  block.project.apply(maps, images * pixels, Activation::None, block.hasShortcut ? w.maps.data() : nullptr, projected);
  std::swap(w.maps, w.projected);
  return outSide;
}

} // namespace

FoldedNetwork::Answer FoldedNetwork::operator()(const float* x, std::int64_t images, std::int64_t side,
                                                Workspace& w) const {
  const FoldedWeights& weights = m_weights;
  std::int64_t current = (side + 1) / 2;
  stemForward(x, images, side, weights.stemTaps.data(), weights.stemBias.data(), weights.stemChannels,
              room(w.maps, images * current * current * weights.stemChannels));
  for (const FoldedBlock& block : weights.blocks) {
    current = runBlock(block, images, current, w);
  }
  const std::int64_t pixels = current * current;
  const std::int64_t channels = weights.top.outputs();
  float* top = room(w.expanded, images * pixels * channels);
  weights.top.apply(w.maps.data(), images * pixels, Activation::None, nullptr, top);

  Answer answer;
  answer.embeddings.resize(static_cast<std::size_t>(images * channels));
  activateAndPool(top, images, pixels, channels, answer.embeddings.data());
  const float* features = answer.embeddings.data();
  if (weights.dense.size() > 1) {
    float* hidden = room(w.hidden, images * weights.dense.front().outputs());
    weights.dense.front().apply(features, images, Activation::Relu, nullptr, hidden);
    features = hidden;
  }
  answer.logits.resize(static_cast<std::size_t>(images * weights.dense.back().outputs()));
  weights.dense.back().apply(features, images, Activation::None, nullptr, answer.logits.data());
  return answer;
}

} // namespace mien::detail
