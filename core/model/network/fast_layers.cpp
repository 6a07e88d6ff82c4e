#include "core/model/network/fast_layers.h"

#include "core/kernels/depthwise_kernels.h"
#include "core/kernels/gate_kernels.h"
#include "core/kernels/norm_kernels.h"

#include <oneapi/dnnl/dnnl.h>
#include <torch/csrc/autograd/custom_function.h>

#include <cmath>
#include <vector>

namespace mien::detail {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

torch::Tensor channelsLast(const torch::Tensor& x) { return x.contiguous(torch::MemoryFormat::ChannelsLast); }

torch::Tensor emptyMaps(std::int64_t n, std::int64_t c, std::int64_t h, std::int64_t w) {
  return torch::empty({n, c, h, w}, torch::TensorOptions().memory_format(torch::MemoryFormat::ChannelsLast));
}

DepthwiseShape shapeOf(const torch::Tensor& x, std::int64_t kernel, std::int64_t stride) {
  return {.images = x.size(0),
          .height = x.size(2),
          .width = x.size(3),
          .channels = x.size(1),
          .kernel = kernel,
          .stride = stride};
}

/// [C, 1, k, k] in the order that the kernels want: [k x k, C].
torch::Tensor depthwiseTaps(const torch::Tensor& weight) {
  return weight.reshape({weight.size(0), -1}).t().contiguous();
}

class DepthwiseFunction : public torch::autograd::Function<DepthwiseFunction> {
public:
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& input, const torch::Tensor& weight,
                               std::int64_t stride) {
    const torch::Tensor x = channelsLast(input);
    const torch::Tensor taps = depthwiseTaps(weight);
    context->save_for_backward({x, taps});
    context->saved_data["stride"] = stride;
    context->saved_data["kernel"] = weight.size(2);
    const DepthwiseShape shape = shapeOf(x, weight.size(2), stride);
    torch::Tensor y = emptyMaps(shape.images, shape.channels, shape.outHeight(), shape.outWidth());
    depthwiseForward(shape, x.data_ptr<float>(), taps.data_ptr<float>(), nullptr, y.data_ptr<float>());
    return y;
  }

  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const torch::Tensor& x = saved[0];
    const torch::Tensor& taps = saved[1];
    const std::int64_t kernel = context->saved_data["kernel"].toInt();
    const DepthwiseShape shape = shapeOf(x, kernel, context->saved_data["stride"].toInt());
    const torch::Tensor gradY = channelsLast(gradients[0]);
    torch::Tensor gradX;
    torch::Tensor gradWeight;
    if (context->needs_input_grad(0)) {
      gradX = emptyMaps(shape.images, shape.channels, shape.height, shape.width);
      depthwiseInputGradient(shape, gradY.data_ptr<float>(), taps.data_ptr<float>(), gradX.data_ptr<float>());
    }
    if (context->needs_input_grad(1)) {
      const torch::Tensor gradTaps = torch::empty_like(taps);
      depthwiseWeightGradient(shape, x.data_ptr<float>(), gradY.data_ptr<float>(), gradTaps.data_ptr<float>());
      gradWeight = gradTaps.t().contiguous().view({shape.channels, 1, kernel, kernel});
    }
    return {gradX, gradWeight, torch::Tensor()};
  }
};

/// c [m, n] = op(a) op(b), row-major; op transposes where asked. oneDNN's own sgemm: LibTorch's may be the
/// reference BLAS, forty times slower.
void multiply(bool transposeA, bool transposeB, std::int64_t m, std::int64_t n, std::int64_t k, const float* a,
              const float* b, float* c) {
  const dnnl_status_t status = dnnl_sgemm(transposeA ? 'T' : 'N', transposeB ? 'T' : 'N', m, n, k, 1.0F, a,
                                          transposeA ? m : k, b, transposeB ? k : n, 0.0F, c, n);
  TORCH_CHECK(status == dnnl_success, "dnnl_sgemm failed with status ", static_cast<int>(status));
}

/// With pixels as rows, a 1 x 1 convolution is one product of matrices, and so are its two gradients. oneDNN's
/// convolution would first bring weights and maps into another order, which costs more than it saves on small maps.
class PointwiseFunction : public torch::autograd::Function<PointwiseFunction> {
public:
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& input, const torch::Tensor& weight) {
    const torch::Tensor x = channelsLast(input);
    const std::int64_t in = weight.size(1);
    const std::int64_t out = weight.size(0);
    torch::Tensor y = emptyMaps(x.size(0), out, x.size(2), x.size(3));
    multiply(false, true, x.numel() / in, out, in, x.data_ptr<float>(), weight.data_ptr<float>(), y.data_ptr<float>());
    context->save_for_backward({x, weight});
    return y;
  }

  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const torch::Tensor& x = saved[0];
    const torch::Tensor& weight = saved[1];
    const std::int64_t in = weight.size(1);
    const std::int64_t out = weight.size(0);
    const std::int64_t rows = x.numel() / in;
    const torch::Tensor gradY = channelsLast(gradients[0]);
    torch::Tensor gradX;
    if (context->needs_input_grad(0)) {
      gradX = torch::empty_like(x);
      multiply(false, false, rows, in, out, gradY.data_ptr<float>(), weight.data_ptr<float>(), gradX.data_ptr<float>());
    }
    torch::Tensor gradWeight = torch::empty_like(weight);
    multiply(true, false, out, in, rows, gradY.data_ptr<float>(), x.data_ptr<float>(), gradWeight.data_ptr<float>());
    return {gradX, gradWeight};
  }
};

/// The per-channel numbers of one batch norm, computed in double precision, used in single.
class ChannelTable {
public:
  explicit ChannelTable(std::int64_t channels) : m_values(static_cast<std::size_t>(channels)) {}
  float& operator[](std::int64_t c) { return m_values[static_cast<std::size_t>(c)]; }
  [[nodiscard]] const float* data() const { return m_values.data(); }

private:
  std::vector<float> m_values;
};

struct NormScratch {
  explicit NormScratch(std::int64_t channels)
      : first(static_cast<std::size_t>(channels)), second(static_cast<std::size_t>(channels)) {}
  std::vector<double> first;
  std::vector<double> second;
};

class NormFunction : public torch::autograd::Function<NormFunction> {
public:
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& input, const torch::Tensor& weight,
                               const torch::Tensor& bias, torch::Tensor runningMean, torch::Tensor runningVariance,
                               double momentum, double epsilon, bool silu) {
    const torch::Tensor x = channelsLast(input);
    const std::int64_t channels = x.size(1);
    const std::int64_t rows = x.numel() / channels;
    NormScratch statistics(channels);
    normStatistics(x.data_ptr<float>(), rows, channels, statistics.first.data(), statistics.second.data());

    // Rows: scale, shift, mean, 1 / standard deviation. Kept for the way back.
    const torch::Tensor table = torch::empty({4, channels});
    float* scale = table.data_ptr<float>();
    float* shift = scale + channels;
    float* mean = shift + channels;
    float* inverse = mean + channels;
    float* movingMean = runningMean.data_ptr<float>();
    float* movingVariance = runningVariance.data_ptr<float>();
    const float* gamma = weight.data_ptr<float>();
    const float* beta = bias.data_ptr<float>();
    const double unbias = rows > 1 ? static_cast<double>(rows) / static_cast<double>(rows - 1) : 1.0;
    for (std::int64_t c = 0; c < channels; ++c) {
      const double m = statistics.first[static_cast<std::size_t>(c)];
      const double v = statistics.second[static_cast<std::size_t>(c)];
      const double inv = 1.0 / std::sqrt(v + epsilon);
      scale[c] = static_cast<float>(gamma[c] * inv);
      shift[c] = static_cast<float>(beta[c] - m * gamma[c] * inv);
      mean[c] = static_cast<float>(m);
      inverse[c] = static_cast<float>(inv);
      movingMean[c] = static_cast<float>((1 - momentum) * movingMean[c] + momentum * m);
      movingVariance[c] = static_cast<float>((1 - momentum) * movingVariance[c] + momentum * v * unbias);
    }
    torch::Tensor y = torch::empty_like(x);
    scaleActivate(x.data_ptr<float>(), rows, channels, scale, shift, silu, y.data_ptr<float>());
    context->save_for_backward({x, table});
    context->saved_data["silu"] = silu;
    return y;
  }

  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const torch::Tensor& x = saved[0];
    const std::int64_t channels = x.size(1);
    const std::int64_t rows = x.numel() / channels;
    const float* scale = saved[1].data_ptr<float>();
    const float* shift = scale + channels;
    const float* mean = shift + channels;
    const float* inverse = mean + channels;
    const torch::Tensor gradY = channelsLast(gradients[0]);
    torch::Tensor gradX = torch::empty_like(x);
    NormScratch sums(channels);
    activationGradient(x.data_ptr<float>(), gradY.data_ptr<float>(), rows, channels, scale, shift, mean,
                       context->saved_data["silu"].toBool(), gradX.data_ptr<float>(), sums.first.data(),
                       sums.second.data());

    torch::Tensor gradWeight = torch::empty({channels});
    torch::Tensor gradBias = torch::empty({channels});
    ChannelTable a(channels);
    ChannelTable b(channels);
    ChannelTable c(channels);
    for (std::int64_t k = 0; k < channels; ++k) {
      const double sum = sums.first[static_cast<std::size_t>(k)];
      const double centred = sums.second[static_cast<std::size_t>(k)];
      const double inv = inverse[k];
      gradWeight.data_ptr<float>()[k] = static_cast<float>(centred * inv);
      gradBias.data_ptr<float>()[k] = static_cast<float>(sum);
      const double slope = -scale[k] * inv * inv * centred / static_cast<double>(rows);
      a[k] = scale[k];
      b[k] = static_cast<float>(slope);
      c[k] = static_cast<float>(-scale[k] * sum / static_cast<double>(rows) - slope * mean[k]);
    }
    normInputGradient(x.data_ptr<float>(), rows, channels, a.data(), b.data(), c.data(), gradX.data_ptr<float>());
    return {gradX, gradWeight, gradBias, {}, {}, {}, {}, {}};
  }
};

class GateFunction : public torch::autograd::Function<GateFunction> {
public:
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& input, const torch::Tensor& factors) {
    const torch::Tensor x = channelsLast(input);
    const torch::Tensor gate = factors.contiguous();
    torch::Tensor y = torch::empty_like(x);
    gateForward(x.data_ptr<float>(), gate.data_ptr<float>(), x.size(0), x.size(2) * x.size(3), x.size(1),
                y.data_ptr<float>());
    context->save_for_backward({x, gate});
    return y;
  }

  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const torch::Tensor& x = saved[0];
    const torch::Tensor& gate = saved[1];
    const torch::Tensor gradY = channelsLast(gradients[0]);
    torch::Tensor gradX = torch::empty_like(x);
    torch::Tensor gradGate = torch::empty_like(gate);
    gateBackward(x.data_ptr<float>(), gate.data_ptr<float>(), gradY.data_ptr<float>(), x.size(0), x.size(2) * x.size(3),
                 x.size(1), gradX.data_ptr<float>(), gradGate.data_ptr<float>());
    return {gradX, gradGate};
  }
};

/// LibTorch's own gradient of a mean writes out a whole map; a view of the small one will do.
class PoolFunction : public torch::autograd::Function<PoolFunction> {
public:
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x) {
    context->saved_data["height"] = x.size(2);
    context->saved_data["width"] = x.size(3);
    return x.mean({2, 3}, /*keepdim=*/true);
  }

  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const std::int64_t height = context->saved_data["height"].toInt();
    const std::int64_t width = context->saved_data["width"].toInt();
    return {(gradients[0] / static_cast<double>(height * width)).expand({-1, -1, height, width})};
  }
};

} // namespace

torch::Tensor gateMaps(const torch::Tensor& x, const torch::Tensor& gate) { return GateFunction::apply(x, gate); }

torch::Tensor poolMaps(const torch::Tensor& x) { return PoolFunction::apply(x); }

torch::Tensor depthwiseConv(const torch::Tensor& x, const torch::Tensor& weight, std::int64_t stride) {
  return DepthwiseFunction::apply(x, weight, stride);
}

torch::Tensor pointwiseConv(const torch::Tensor& x, const torch::Tensor& weight) {
  return PointwiseFunction::apply(x, weight);
}

torch::Tensor trainingNorm(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                           const torch::Tensor& runningMean, const torch::Tensor& runningVariance, double momentum,
                           double epsilon, bool silu) {
  return NormFunction::apply(x, weight, bias, runningMean, runningVariance, momentum, epsilon, silu);
}

} // namespace mien::detail
