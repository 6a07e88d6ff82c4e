#pragma once

#include "core/model/model_info.h"
#include "core/model/state_dict.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
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

inline ModelInfo sampleInfo() {
  ModelInfo info;
  info.labels = {"neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear"};
  info.inputSize = 64;
  info.head = HeadKind::Mlp;
  info.temperature = 1.25;
  info.dataset = "FER+ \xc3\xa9";
  info.metrics = {{"valid_accuracy", 0.8125}, {"valid_loss", 0.1}};
  info.version = "0.1.0";
  return info;
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

inline void expectSame(const ModelInfo& actual, const ModelInfo& expected) {
  EXPECT_EQ(actual.labels, expected.labels);
  EXPECT_EQ(actual.inputSize, expected.inputSize);
  EXPECT_EQ(actual.channels, expected.channels);
  EXPECT_EQ(actual.mean, expected.mean);
  EXPECT_EQ(actual.deviation, expected.deviation);
  EXPECT_EQ(actual.head, expected.head);
  EXPECT_EQ(actual.temperature, expected.temperature);
  EXPECT_EQ(actual.dataset, expected.dataset);
  EXPECT_EQ(actual.metrics, expected.metrics);
  EXPECT_EQ(actual.version, expected.version);
}

} // namespace mien
