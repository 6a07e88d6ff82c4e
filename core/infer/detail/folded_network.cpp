#include "core/infer/detail/folded_network.h"

#include "core/kernels/depthwise_kernels.h"
#include "core/kernels/gate_kernels.h"
#include "core/kernels/map_kernels.h"

#include <numeric>

namespace mien::detail {

namespace {

using Buffers = FoldedNetwork::Buffers;

constexpr int kHalvings = 5; ///< the stem and four stages have stride 2

/// At least `count` floats; never shrinks.
float* room(AlignedFloats& buffer, std::int64_t count) {
  if (buffer.size() < static_cast<std::size_t>(count)) {
    buffer.resize(static_cast<std::size_t>(count));
  }
  return buffer.data();
}

/// buffers.maps [images, side, side, in] -> buffers.maps [images, new side, new side, out]. Returns the new side.
std::int64_t runBlock(const FoldedBlock& block, std::int64_t images, std::int64_t side, Buffers& w) {
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

FoldedNetwork::Output FoldedNetwork::operator()(const float* x, std::int64_t images, std::int64_t side,
                                                Buffers& w) const {
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

  Output output;
  output.embeddings.resize(static_cast<std::size_t>(images * channels));
  activateAndPool(top, images, pixels, channels, output.embeddings.data());
  const float* features = output.embeddings.data();
  if (weights.dense.size() > 1) {
    float* hidden = room(w.hidden, images * weights.dense.front().outputs());
    weights.dense.front().apply(features, images, Activation::Relu, nullptr, hidden);
    features = hidden;
  }
  output.logits.resize(static_cast<std::size_t>(images * weights.dense.back().outputs()));
  weights.dense.back().apply(features, images, Activation::None, nullptr, output.logits.data());
  return output;
}

FoldedNetwork::ClassMap FoldedNetwork::classMap(const float* x, std::int64_t side, std::int64_t label,
                                                Buffers& w) const {
  (void)(*this)(x, 1, side, w);
  const std::vector<float> gradient = headGradient(label, w);
  ClassMap map;
  map.side = side;
  for (int halving = 0; halving < kHalvings; ++halving) {
    map.side = (map.side + 1) / 2;
  }
  const std::int64_t pixels = map.side * map.side;
  map.values.resize(static_cast<std::size_t>(pixels));
  const float* maps = w.expanded.data(); // where the last layer left them: [pixels, channels]
  for (std::int64_t p = 0; p < pixels; ++p, maps += gradient.size()) {
    const float sum = std::inner_product(gradient.begin(), gradient.end(), maps, 0.0F);
    map.values[static_cast<std::size_t>(p)] = sum / static_cast<float>(pixels);
  }
  return map;
}

std::vector<float> FoldedNetwork::headGradient(std::int64_t label, const Buffers& w) const {
  const PackedMatrix& last = m_weights.dense.back();
  std::vector<float> gradient(static_cast<std::size_t>(last.inputs()), 0.0F);
  last.addWeights(label, 1.0F, gradient.data());
  if (m_weights.dense.size() > 1) {
    const PackedMatrix& first = m_weights.dense.front();
    std::vector<float> through(static_cast<std::size_t>(first.inputs()), 0.0F);
    for (std::int64_t h = 0; h < first.outputs(); ++h) {
      if (w.hidden[static_cast<std::size_t>(h)] > 0.0F) { // ReLU lets the gradient pass where it let the value pass
        first.addWeights(h, gradient[static_cast<std::size_t>(h)], through.data());
      }
    }
    gradient = std::move(through);
  }
  return gradient;
}

} // namespace mien::detail
