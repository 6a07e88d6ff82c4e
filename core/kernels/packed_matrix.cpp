#include "core/kernels/packed_matrix.h"

#include "core/kernels/vector_math.h"

#include <algorithm>

namespace mien::detail {

namespace {

constexpr auto kLane = static_cast<std::int64_t>(kLanes);
constexpr std::int64_t kVectors = 2;
constexpr std::int64_t kPanel = kVectors * kLane;
constexpr std::int64_t kRows = 6; ///< with 2 vectors each they fill the 16 registers

MIEN_INLINE void activate(Floats& value, Activation activation) {
  if (activation == Activation::Relu) {
    value = value > 0.0F ? value : Floats{};
  } else if (activation != Activation::None) {
    Floats gate{};
    sigmoid(value, gate);
    value = activation == Activation::Silu ? value * gate : gate;
  }
}

struct Rows {
  const float* x;
  std::int64_t inputs;
  const float* residual; ///< at the panel's first column
  float* y;              ///< the same
  std::int64_t outputs;
  std::int64_t columns; ///< of the panel, 16 or the rest of the outputs
  Activation activation;
};

template <std::int64_t kCount> MIEN_INLINE void multiplyRows(const Rows& job, const float* panel, const float* bias) {
  Floats sum[kCount][kVectors];
  for (std::int64_t r = 0; r < kCount; ++r) {
    for (std::int64_t v = 0; v < kVectors; ++v) {
      sum[r][v] = floatsAt(bias + v * kLane);
    }
  }
  for (std::int64_t k = 0; k < job.inputs; ++k) {
    const Floats left = floatsAt(panel + k * kPanel);
    const Floats right = floatsAt(panel + k * kPanel + kLane);
    for (std::int64_t r = 0; r < kCount; ++r) {
      const float x = job.x[r * job.inputs + k];
      sum[r][0] += x * left;
      sum[r][1] += x * right;
    }
  }
  for (std::int64_t r = 0; r < kCount; ++r) {
    float values[kPanel];
    for (std::int64_t v = 0; v < kVectors; ++v) {
      activate(sum[r][v], job.activation);
      floatsAt(values + v * kLane) = sum[r][v];
    }
    float* out = job.y + r * job.outputs;
    if (job.residual != nullptr) {
      const float* more = job.residual + r * job.outputs;
      for (std::int64_t c = 0; c < job.columns; ++c) {
        out[c] = values[c] + more[c];
      }
    } else {
      std::copy_n(values, job.columns, out);
    }
  }
}

MIEN_INLINE void multiplyRest(const Rows& job, std::int64_t rows, const float* panel, const float* bias) {
  switch (rows) {
  case 5:
    return multiplyRows<5>(job, panel, bias);
  case 4:
    return multiplyRows<4>(job, panel, bias);
  case 3:
    return multiplyRows<3>(job, panel, bias);
  case 2:
    return multiplyRows<2>(job, panel, bias);
  case 1:
    return multiplyRows<1>(job, panel, bias);
  default:
    return;
  }
}

} // namespace

PackedMatrix::PackedMatrix(const float* weights, const float* bias, std::int64_t outputs, std::int64_t inputs)
    : m_inputs(inputs), m_outputs(outputs) {
  const std::int64_t panels = (outputs + kPanel - 1) / kPanel;
  m_panels.assign(static_cast<std::size_t>(panels * inputs * kPanel), 0.0F);
  m_bias.assign(static_cast<std::size_t>(panels * kPanel), 0.0F);
  std::copy_n(bias, outputs, m_bias.begin());
  for (std::int64_t o = 0; o < outputs; ++o) {
    for (std::int64_t k = 0; k < inputs; ++k) {
      m_panels[static_cast<std::size_t>(((o / kPanel) * inputs + k) * kPanel + o % kPanel)] = weights[o * inputs + k];
    }
  }
}

void PackedMatrix::apply(const float* x, std::int64_t rows, Activation activation, const float* residual,
                         float* y) const {
  dispatchSimd([&]() __attribute__((always_inline)) {
    for (std::int64_t o = 0; o < m_outputs; o += kPanel) {
      const float* panel = m_panels.data() + o * m_inputs;
      const float* bias = m_bias.data() + o;
      Rows job{x,         m_inputs,  residual == nullptr ? nullptr : residual + o,
               y + o,     m_outputs, std::min(kPanel, m_outputs - o),
               activation};
      std::int64_t left = rows;
      for (; left >= kRows; left -= kRows) {
        multiplyRows<kRows>(job, panel, bias);
        job.x += kRows * m_inputs;
        job.y += kRows * m_outputs;
        if (job.residual != nullptr) {
          job.residual += kRows * m_outputs;
        }
      }
      multiplyRest(job, left, panel, bias);
    }
  });
}

void PackedMatrix::addWeights(std::int64_t output, float factor, float* y) const {
  const float* panel = m_panels.data() + output / kPanel * m_inputs * kPanel + output % kPanel;
  for (std::int64_t k = 0; k < m_inputs; ++k) {
    y[k] += factor * panel[k * kPanel];
  }
}

} // namespace mien::detail
