#include "core/model/model_info.h"

#include "core/common/error.h"
#include "tests/core/model/info_fixture.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace mien {
namespace {

TEST(ModelInfo, HeadNamesReadBack) {
  for (const HeadKind head : {HeadKind::Linear, HeadKind::Mlp}) {
    EXPECT_EQ(parseHead(headName(head)), head);
  }
  EXPECT_EQ(headName(HeadKind::Linear), "linear");
  EXPECT_EQ(parseHead("Linear"), std::nullopt);
  EXPECT_EQ(parseHead(""), std::nullopt);
}

TEST(ModelInfo, JsonTextGivesTheSameInfo) {
  const std::string text = toJson(sampleInfo()).dump();
  expectSame(modelInfoFromJson(nlohmann::json::parse(text)), sampleInfo());
}

TEST(ModelInfo, AMetricThatIsNotANumberSurvivesJson) {
  ModelInfo info = sampleInfo();
  info.metrics = {{"f1", std::nan("")}};
  const ModelInfo read = modelInfoFromJson(nlohmann::json::parse(toJson(info).dump()));
  EXPECT_TRUE(std::isnan(read.metrics.at("f1")));
}

TEST(ModelInfo, WhatIsNotNeededMayBeMissing) {
  nlohmann::json json = toJson(sampleInfo());
  json.erase("temperature");
  json.erase("dataset");
  json.erase("metrics");
  json.erase("version");
  const ModelInfo info = modelInfoFromJson(json);
  EXPECT_EQ(info.inputSize, 64);
  EXPECT_EQ(info.temperature, 1);
  EXPECT_TRUE(info.metrics.empty());
}

struct BadField {
  const char* key;
  nlohmann::json value;
};

class BadModelInfo : public testing::TestWithParam<BadField> {};

TEST_P(BadModelInfo, IsRefused) {
  nlohmann::json json = toJson(sampleInfo());
  ASSERT_NO_THROW((void)modelInfoFromJson(json));
  json[GetParam().key] = GetParam().value;
  try {
    (void)modelInfoFromJson(json);
    FAIL() << json;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::BadData) << error.what();
  }
}

nlohmann::json labels(int count) {
  auto json = nlohmann::json::array();
  for (int i = 0; i < count; ++i) {
    json.push_back("label " + std::to_string(i));
  }
  return json;
}

INSTANTIATE_TEST_SUITE_P(
    Fields, BadModelInfo,
    testing::Values(BadField{"labels", labels(6)}, BadField{"labels", labels(1001)}, BadField{"labels", "anger"},
                    BadField{"labels", {"a", "b", "c", "d", "e", "f", ""}},
                    BadField{"labels", {"a", "b", "c", "d", "e", "f", "a"}},
                    BadField{"labels", {"a", "b", "c", "d", "e", "f", 7}}, BadField{"input_size", 31},
                    BadField{"input_size", 601}, BadField{"input_size", 48.0}, BadField{"input_size", "48"},
                    BadField{"input_size", 1e300}, BadField{"input_size", 9'000'000'000LL}, BadField{"channels", 3},
                    BadField{"mean", 0.5}, BadField{"mean", nlohmann::json::array()}, BadField{"mean", {0.5, 0.5, 0.5}},
                    BadField{"mean", {std::nan("")}}, BadField{"mean", {1e300}}, BadField{"std", {0.0}},
                    BadField{"std", {-1.0}}, BadField{"std", {std::nan("")}}, BadField{"std", {nullptr}},
                    BadField{"temperature", 0.0}, BadField{"temperature", "hot"}, BadField{"temperature", 1e9},
                    BadField{"temperature", std::nan("")}, BadField{"head", "conv"}, BadField{"head", 1},
                    BadField{"dataset", 1}, BadField{"metrics", 1}, BadField{"metrics", {{"f1", "high"}}},
                    BadField{"version", nullptr}));

TEST(ModelInfo, NoTableOrAMissingFieldIsRefused) {
  EXPECT_THROW((void)modelInfoFromJson(nullptr), Error);
  EXPECT_THROW((void)modelInfoFromJson(nlohmann::json::array()), Error);
  for (const char* key : {"labels", "input_size", "channels", "mean", "std", "head"}) {
    nlohmann::json json = toJson(sampleInfo());
    json.erase(key);
    EXPECT_THROW((void)modelInfoFromJson(json), Error) << key;
  }
}

} // namespace
} // namespace mien
