#include "core/model/preprocess.h"

#include "core/common/error.h"
#include "tests/core/model/info_fixture.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>
#include <vector>

namespace mien {
namespace {

GrayView viewOf(const std::vector<std::uint8_t>& pixels, int width, int height, int stride) {
  return {pixels.data(), width, height, stride};
}

ModelInfo infoOf(int side) {
  ModelInfo info = sampleInfo();
  info.inputSize = side;
  return info;
}

float normalised(double pixel, const ModelInfo& info) {
  return static_cast<float>((pixel / 255 - info.mean[0]) / info.deviation[0]);
}

TEST(Preprocess, AnImageOfTheRightSizeIsOnlyNormalised) {
  const ModelInfo info = infoOf(32);
  constexpr int stride = 40; // rows are not packed
  std::vector<std::uint8_t> pixels(32 * stride);
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    pixels[i] = static_cast<std::uint8_t>(i * 7 + i / 40 * 3);
  }
  std::vector<float> out(32 * 32);
  preprocess(viewOf(pixels, 32, 32, stride), info, out);
  for (std::size_t y = 0; y < 32; ++y) {
    for (std::size_t x = 0; x < 32; ++x) {
      ASSERT_NEAR(out[y * 32 + x], normalised(pixels[y * stride + x], info), 1e-6) << x << ", " << y;
    }
  }
}

TEST(Preprocess, ShrinkingAverages) {
  // One bright pixel in each 4 x 4 block: picking or interpolating single pixels would give 160 or 0.
  std::vector<std::uint8_t> pixels(128 * 128);
  for (std::size_t y = 0; y < 128; ++y) {
    for (std::size_t x = 0; x < 128; ++x) {
      pixels[y * 128 + x] = static_cast<std::uint8_t>(x % 4 == 0 && y % 4 == 0 ? 160 : 0);
    }
  }
  const ModelInfo info = infoOf(32);
  std::vector<float> out(32 * 32);
  preprocess(viewOf(pixels, 128, 128, 128), info, out);
  for (const float value : out) {
    ASSERT_NEAR(value, normalised(10, info), 1e-6); // 160 / 16
  }
}

TEST(Preprocess, EnlargingInterpolates) {
  // A ramp stays a ramp under bilinear interpolation; repeating pixels would make steps.
  std::vector<std::uint8_t> pixels(24 * 24);
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    pixels[i] = static_cast<std::uint8_t>(i % 24 * 8);
  }
  const ModelInfo info = infoOf(48);
  std::vector<float> out(48 * 48);
  preprocess(viewOf(pixels, 24, 24, 24), info, out);
  for (int x = 1; x < 47; ++x) {
    const double position = (x + 0.5) / 2 - 0.5;
    ASSERT_NEAR(out[static_cast<std::size_t>(10 * 48 + x)], normalised(position * 8, info), 0.5 / 255 / 0.255 + 1e-4)
        << x;
  }
}

TEST(Preprocess, AnOblongImageIsStretched) {
  // A ramp from left to right: a cut-out would miss its ends, turned pixels its direction.
  std::vector<std::uint8_t> pixels(100 * 50);
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    pixels[i] = static_cast<std::uint8_t>(2 * (i % 100));
  }
  const ModelInfo info = infoOf(48);
  std::vector<float> out(48 * 48);
  preprocess(viewOf(pixels, 100, 50, 100), info, out);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double middle = (static_cast<double>(i % 48) + 0.5) * 100 / 48 - 0.5; // of what the pixel stands for
    ASSERT_NEAR(out[i], normalised(2 * middle, info), 0.51 / 255 / 0.255) << i;
  }
}

TEST(Preprocess, RefusesWhatItCannotUse) {
  const std::vector<std::uint8_t> pixels(48 * 48);
  std::vector<float> out(48 * 48);
  EXPECT_THROW(preprocess({}, infoOf(48), out), Error);
  EXPECT_THROW(preprocess(viewOf(pixels, 48, 0, 48), infoOf(48), out), Error);
  EXPECT_THROW(preprocess(viewOf(pixels, 48, 48, 47), infoOf(48), out), Error);
  EXPECT_THROW(preprocess(viewOf(pixels, 48, 48, 48), infoOf(64), out), Error);
  ModelInfo flat = infoOf(48);
  flat.deviation = {0.0F};
  EXPECT_THROW(preprocess(viewOf(pixels, 48, 48, 48), flat, out), Error);
}

} // namespace
} // namespace mien
