#include "core/weights/state_dict.h"

#include "core/common/error.h"
#include "tests/core/weights/state_fixture.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace mien {
namespace {

/// What toFloat() makes of one number in half precision.
float halfToFloat(std::uint16_t bits) {
  return toFloat(arrayOf<std::uint16_t>("half", DType::Float16, {1}, {bits})).front();
}

TEST(StateDict, HalfToFloatKnowsAllKindsOfNumbers) {
  EXPECT_EQ(halfToFloat(0x3c00), 1.0F);
  EXPECT_EQ(halfToFloat(0xc000), -2.0F);
  EXPECT_EQ(halfToFloat(0x3555), 0.333251953125F);
  EXPECT_EQ(halfToFloat(0x7bff), 65504.0F);
  EXPECT_EQ(halfToFloat(0x0400), 0x1p-14F); // the smallest normal
  EXPECT_EQ(halfToFloat(0x03ff), 0x1.ff8p-15F);
  EXPECT_EQ(halfToFloat(0x8001), -0x1p-24F);
  EXPECT_EQ(halfToFloat(0x7c00), std::numeric_limits<float>::infinity());
  EXPECT_EQ(halfToFloat(0xfc00), -std::numeric_limits<float>::infinity());
  EXPECT_TRUE(std::isnan(halfToFloat(0x7e00)));
  EXPECT_EQ(std::bit_cast<std::uint32_t>(halfToFloat(0x8000)), 0x80000000U);
}

TEST(StateDict, EveryHalfRoundTripsThroughItsValue) {
  // Value by the definition: sign * fraction * 2^exponent.
  for (unsigned bits = 0; bits < 0x7c00U; ++bits) {
    const int exponent = static_cast<int>(bits >> 10U);
    const double fraction = (bits & 0x3ffU) / 1024.0;
    const double value = exponent == 0 ? std::ldexp(fraction, -14) : std::ldexp(1 + fraction, exponent - 15);
    ASSERT_EQ(halfToFloat(static_cast<std::uint16_t>(bits)), static_cast<float>(value)) << bits;
    ASSERT_EQ(halfToFloat(static_cast<std::uint16_t>(bits | 0x8000U)), static_cast<float>(-value)) << bits;
  }
}

TEST(StateDict, ToHalfRoundsMatricesAndKeepsTheRest) {
  const StateDict state{arrayOf<float>("kernel", DType::Float32, {2, 2}, {1.0F, -0.1F, 65504.0F, 1e-9F}),
                        arrayOf<float>("bias", DType::Float32, {2}, {0.1F, 1e9F}),
                        arrayOf<std::int64_t>("steps", DType::Int64, {1, 1}, {5'000'000'000}),
                        arrayOf<float>("empty", DType::Float32, {0, 4}, {})};
  const StateDict half = toHalf(state);
  ASSERT_EQ(half.size(), 4U);
  EXPECT_EQ(half[0].type, DType::Float16);
  EXPECT_EQ(half[0].shape, state[0].shape);
  const std::vector<float> values = toFloat(half[0]);
  EXPECT_EQ(values[0], 1.0F);
  EXPECT_NEAR(values[1], -0.1F, 0.1 / 2048);
  EXPECT_EQ(values[2], 65504.0F);
  EXPECT_EQ(values[3], 0.0F);
  EXPECT_EQ(half[1].bytes, state[1].bytes);
  EXPECT_EQ(half[2].bytes, state[2].bytes);
  EXPECT_TRUE(toFloat(half[3]).empty());
  for (const float tooLarge : {7e4F, std::numeric_limits<float>::infinity(), std::nanf("")}) {
    EXPECT_THROW((void)toHalf({arrayOf<float>("kernel", DType::Float32, {1, 1}, {tooLarge})}), Error);
  }
}

TEST(StateDict, ToFloatConvertsEveryType) {
  using Floats = std::vector<float>;
  const std::vector<Floats> expected{{1, -2, 3.5F, 0, 1e-30F, 6},
                                     {0.1F},
                                     {1, -2, 0x1p-24F},
                                     {1, -2},
                                     {5e9F},
                                     {-7},
                                     {-300, 300},
                                     {-8, 8},
                                     {0, 255},
                                     {0, 1},
                                     {}};
  StateDict state = sampleState();
  ASSERT_EQ(state.size(), expected.size());
  // -1e300 is beyond float: what the conversion gives is not defined, so it is left out.
  state[1] = arrayOf<double>("double", DType::Float64, {1}, {0.1});
  for (std::size_t i = 0; i < state.size(); ++i) {
    const Floats values = toFloat(state[i]);
    EXPECT_EQ(values, expected[i]) << state[i].name;
  }
}

TEST(StateDict, ToFloatRefusesBytesThatDoNotFitTheShape) {
  NamedArray array = arrayOf<float>("w", DType::Float32, {2}, {1, 2});
  array.shape = {3};
  EXPECT_THROW((void)toFloat(array), Error);
  array.shape = {-1};
  EXPECT_THROW((void)toFloat(array), Error);
  array.shape = {std::int64_t{1} << 40, std::int64_t{1} << 40};
  EXPECT_THROW((void)toFloat(array), Error);
}

} // namespace
} // namespace mien
