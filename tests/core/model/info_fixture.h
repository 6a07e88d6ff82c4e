#pragma once

#include "core/model/model_info.h"

#include <gtest/gtest.h>

namespace mien {

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
