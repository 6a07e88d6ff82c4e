#pragma once

#include <torch/types.h>

namespace mien::detail {

/// Depthwise convolution with autograd: x [N, C, H, W] channels_last, weight [C, 1, k, k], padding k / 2.
torch::Tensor depthwiseConv(const torch::Tensor& x, const torch::Tensor& weight, std::int64_t stride);

/// 1 x 1 convolution with autograd: x [N, I, H, W] channels_last, weight [O, I, 1, 1].
torch::Tensor pointwiseConv(const torch::Tensor& x, const torch::Tensor& weight);

/// Batch norm over the batch's own statistics, then SiLU or nothing, with autograd. Moves the running statistics by
/// `momentum` towards the batch's, as torch::nn::BatchNorm2d does. x: [N, C, H, W] channels_last.
torch::Tensor trainingNorm(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                           const torch::Tensor& runningMean, const torch::Tensor& runningVariance, double momentum,
                           double epsilon, bool silu);

/// The mean of every map, [N, C, H, W] -> [N, C, 1, 1], with autograd.
torch::Tensor poolMaps(const torch::Tensor& x);

/// x [N, C, H, W] channels_last times gate [N, C, 1, 1], with autograd.
torch::Tensor gateMaps(const torch::Tensor& x, const torch::Tensor& gate);

} // namespace mien::detail
