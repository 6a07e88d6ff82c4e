#pragma once

#include "core/weights/state_dict.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstring>
#include <string>
#include <vector>

namespace mien {

template <typename T>
NamedArray arrayOf(std::string name, DType type, std::vector<std::int64_t> shape, std::vector<T> values) {
  NamedArray array{std::move(name), type, std::move(shape), std::vector<std::byte>(values.size() * sizeof(T))};
  if (!values.empty()) {
    std::memcpy(array.bytes.data(), values.data(), array.bytes.size());
  }
  return array;
}

/// All element types, a scalar and an empty tensor.
inline StateDict sampleState() {
  return {arrayOf<float>("features.0.0.weight", DType::Float32, {2, 3}, {1, -2, 3.5F, 0, 1e-30F, 6}),
          arrayOf<double>("double", DType::Float64, {2}, {0.1, -1e300}),
          arrayOf<std::uint16_t>("half", DType::Float16, {3}, {0x3c00, 0xc000, 0x0001}),
          arrayOf<std::uint16_t>("bfloat", DType::BFloat16, {1, 2}, {0x3f80, 0xc000}),
          arrayOf<std::int64_t>("features.0.1.num_batches_tracked", DType::Int64, {}, {5'000'000'000}),
          arrayOf<std::int32_t>("int", DType::Int32, {1}, {-7}),
          arrayOf<std::int16_t>("short", DType::Int16, {2}, {-300, 300}),
          arrayOf<std::int8_t>("char", DType::Int8, {2}, {-8, 8}),
          arrayOf<std::uint8_t>("byte", DType::UInt8, {2}, {0, 255}),
          arrayOf<std::uint8_t>("bool", DType::Bool, {2}, {0, 1}),
          arrayOf<float>("empty", DType::Float32, {0, 4}, {})};
}

/// Numbers, text, lists and tables, as in a model's description.
inline nlohmann::json sampleDescription() {
  return {{"labels", {"neutral", "happiness"}},
          {"input_size", 64},
          {"mean", {0.5077}},
          {"temperature", 1.25},
          {"dataset", "FER+ \xc3\xa9"},
          {"metrics", {{"valid_accuracy", 0.8125}, {"valid_loss", 0.1}}}};
}

inline void expectSame(const StateDict& actual, const StateDict& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    EXPECT_EQ(actual[i].name, expected[i].name);
    EXPECT_EQ(actual[i].type, expected[i].type) << actual[i].name;
    EXPECT_EQ(actual[i].shape, expected[i].shape) << actual[i].name;
    EXPECT_EQ(actual[i].bytes, expected[i].bytes) << actual[i].name;
  }
}

} // namespace mien
