#include "core/common/random.h"
#include "core/kernels/map_kernels.h"
#include "core/kernels/packed_matrix.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace mien::detail {
namespace {

std::vector<float> noise(std::size_t count, std::uint64_t key) {
  Random random = Random::forKey({key});
  std::vector<float> values(count);
  for (float& value : values) {
    value = static_cast<float>(random.uniform()) * 2.0F - 1.0F;
  }
  return values;
}

double activated(double value, Activation activation) {
  switch (activation) {
  case Activation::Relu:
    return std::max(0.0, value);
  case Activation::Silu:
    return value / (1.0 + std::exp(-value));
  case Activation::Sigmoid:
    return 1.0 / (1.0 + std::exp(-value));
  default:
    return value;
  }
}

TEST(PackedMatrix, AgreesWithPlainArithmetic) {
  for (const std::int64_t rows : {1, 2, 3, 4, 5, 6, 9, 13, 24}) {
    for (const std::int64_t inputs : {1, 10, 40}) {
      for (const std::int64_t outputs : {7, 16, 24, 58}) {
        for (const Activation activation :
             {Activation::None, Activation::Silu, Activation::Sigmoid, Activation::Relu}) {
          const auto x = noise(static_cast<std::size_t>(rows * inputs), 1);
          const auto weights = noise(static_cast<std::size_t>(outputs * inputs), 2);
          const auto bias = noise(static_cast<std::size_t>(outputs), 3);
          const auto residual = noise(static_cast<std::size_t>(rows * outputs), 4);
          const bool shortcut = activation == Activation::None;
          // One more than needed: nothing may be written behind the last output.
          std::vector<float> y(static_cast<std::size_t>(rows * outputs + 1), -7.0F);
          PackedMatrix(weights.data(), bias.data(), outputs, inputs)
              .apply(x.data(), rows, activation, shortcut ? residual.data() : nullptr, y.data());
          EXPECT_EQ(y.back(), -7.0F);
          for (std::int64_t r = 0; r < rows; ++r) {
            for (std::int64_t o = 0; o < outputs; ++o) {
              double expected = bias[static_cast<std::size_t>(o)];
              for (std::int64_t k = 0; k < inputs; ++k) {
                expected += static_cast<double>(x[static_cast<std::size_t>(r * inputs + k)]) *
                            weights[static_cast<std::size_t>(o * inputs + k)];
              }
              const auto at = static_cast<std::size_t>(r * outputs + o);
              expected = activated(expected, activation) + (shortcut ? residual[at] : 0.0F);
              ASSERT_NEAR(y[at], expected, 1e-5) << rows << " x " << inputs << " x " << outputs;
            }
          }
        }
      }
    }
  }
}

TEST(MapKernels, ActivateAndPoolAgreesWithPlainArithmetic) {
  constexpr std::int64_t kImages = 2;
  constexpr std::int64_t kPixels = 5;
  constexpr std::int64_t kChannels = 16;
  const auto x = noise(kImages * kPixels * kChannels, 5);
  std::vector<float> y = x;
  std::vector<float> mean(kImages * kChannels);
  activateAndPool(y.data(), kImages, kPixels, kChannels, mean.data());
  for (std::size_t n = 0; n < kImages; ++n) {
    for (std::size_t c = 0; c < kChannels; ++c) {
      double sum = 0;
      for (std::size_t p = 0; p < kPixels; ++p) {
        const std::size_t i = (n * kPixels + p) * kChannels + c;
        EXPECT_NEAR(y[i], activated(x[i], Activation::Silu), 1e-6);
        sum += y[i];
      }
      EXPECT_NEAR(mean[n * kChannels + c], sum / kPixels, 1e-6);
    }
  }
}

} // namespace
} // namespace mien::detail
