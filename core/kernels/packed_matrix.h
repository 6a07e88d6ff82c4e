#pragma once

#include "core/kernels/aligned_floats.h"

#include <cstdint>

namespace mien::detail {

enum class Activation { None, Silu, Sigmoid, Relu };

/// The weights of a 1 x 1 convolution or a dense layer, ready for multiplication: panels of 16 outputs, each [inputs,
/// 16] in memory, so that every weight is read once, in order, whatever the number of rows. For one small face the time
/// of a layer is the time to read its weights.
class PackedMatrix {
public:
  PackedMatrix() = default;
  /// weights: [outputs, inputs] row by row; bias: [outputs].
  PackedMatrix(const float* weights, const float* bias, std::int64_t outputs, std::int64_t inputs);

  [[nodiscard]] std::int64_t inputs() const { return m_inputs; }
  [[nodiscard]] std::int64_t outputs() const { return m_outputs; }

  /// y [rows, outputs] = activation(x [rows, inputs] * weights + bias), plus `residual` [rows, outputs] where it is not
  /// null (it may be y). On the calling thread.
  void apply(const float* x, std::int64_t rows, Activation activation, const float* residual, float* y) const;

  /// y [inputs] += factor * the weights that lead to `output`: one row of the transposed product, for gradients.
  void addWeights(std::int64_t output, float factor, float* y) const;

private:
  std::int64_t m_inputs = 0;
  std::int64_t m_outputs = 0;
  AlignedFloats m_panels;
  AlignedFloats m_bias; ///< filled up to whole panels
};

} // namespace mien::detail
