#include "core/common/error.h"
#include "core/model/head_outputs.h"
#include "core/model/weights_file.h"
#include "tests/core/model/info_fixture.h"
#include "tests/core/weights/state_fixture.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

const std::vector<std::string> kAlphabetical{"anger", "disgust", "fear", "happiness", "neutral", "sadness", "surprise"};

/// The head alone, its rows numbered.
Weights headOf(std::int64_t outputs) {
  std::vector<float> rows;
  std::vector<float> biases;
  for (std::int64_t i = 0; i < outputs; ++i) {
    rows.insert(rows.end(), {static_cast<float>(i), static_cast<float>(10 * i)});
    biases.push_back(static_cast<float>(i));
  }
  Weights weights;
  weights.state = {arrayOf<float>("classifier.1.weight", DType::Float32, {outputs, 2}, rows),
                   arrayOf<float>("classifier.1.bias", DType::Float32, {outputs}, biases)};
  return weights;
}

std::string complaint(const Weights& weights, const ModelHints& hints = {}) {
  try {
    (void)resolveModelInfo(weights, hints, "folder/x.pth");
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("folder/x.pth"), std::string::npos) << error.what();
    return error.what();
  }
  return {};
}

TEST(ResolveModelInfo, WhatMienWroteAssumesNothing) {
  Weights weights = headOf(7);
  weights.info = sampleInfo();
  const ModelInfo info = resolveModelInfo(weights, {}, "x.pth");
  expectSame(info, sampleInfo());
  EXPECT_TRUE(info.assumed.empty());
}

TEST(ResolveModelInfo, WhatAPureStateDictDoesNotSayIsListed) {
  const ModelInfo info = resolveModelInfo(headOf(7), {}, "x.pth");
  EXPECT_EQ(info.labels.front(), "neutral");
  EXPECT_EQ(info.assumed,
            (std::vector<AssumedField>{AssumedField::Labels, AssumedField::InputSize, AssumedField::Normalisation}));
}

TEST(ResolveModelInfo, ClassNamesOfTheFileCount) {
  Weights weights = headOf(7);
  weights.notes.classNames = {"Angry", "disgusted", "fear", "happy", "neutral", "sad", "surprise"};
  const ModelInfo info = resolveModelInfo(weights, {}, "x.pth");
  EXPECT_EQ(info.labels, kAlphabetical);
  EXPECT_EQ(info.assumed, (std::vector<AssumedField>{AssumedField::InputSize, AssumedField::Normalisation}));
}

TEST(ResolveModelInfo, HintsGoOverTheFileAndLeaveNothingAssumed) {
  const ModelHints hints{.labels = kAlphabetical, .inputSize = 96, .mean = 0.45F, .deviation = 0.22F};
  Weights weights = headOf(7);
  for (const bool named : {false, true}) {
    if (named) {
      weights.notes.classNames = {"neutral", "happy", "surprise", "sad", "angry", "disgust", "fear"};
    }
    const ModelInfo info = resolveModelInfo(weights, hints, "x.pth");
    EXPECT_EQ(info.labels, kAlphabetical);
    EXPECT_EQ(info.inputSize, 96);
    EXPECT_EQ(info.mean, std::vector<float>{0.45F});
    EXPECT_EQ(info.deviation, std::vector<float>{0.22F});
    EXPECT_TRUE(info.assumed.empty());
  }
  ModelHints half;
  half.mean = 0.45F;
  EXPECT_EQ(resolveModelInfo(headOf(7), half, "x.pth").assumed.back(), AssumedField::Normalisation)
      << "half is not said";
}

TEST(ResolveModelInfo, ColoursAreAveragedAndSaid) {
  Weights weights = headOf(8);
  weights.notes.mean = {0.485, 0.456, 0.406};
  weights.notes.deviation = {0.229, 0.224, 0.225};
  const ModelInfo info = resolveModelInfo(weights, {}, "x.pth");
  EXPECT_NEAR(info.mean[0], 0.449, 1e-6);
  EXPECT_NEAR(info.deviation[0], 0.226, 1e-6);
  ASSERT_EQ(info.remarks.size(), 1U);
  EXPECT_NE(info.remarks[0].english().find("0.449 and 0.226"), std::string::npos) << info.remarks[0].english();
}

TEST(ResolveModelInfo, OtherClassesAreRefusedWithTheReason) {
  for (const std::int64_t outputs : {2, 5, 1000}) {
    EXPECT_NE(complaint(headOf(outputs)).find("it has " + std::to_string(outputs) + " outputs"), std::string::npos);
  }
  Weights weights = headOf(7);
  weights.notes.classNames = {"a", "b", "c", "d", "e", "f", "g"};
  EXPECT_NE(complaint(weights).find("(a, b, c, d, e, f, g) are not the emotions"), std::string::npos);
  weights.notes.classNames = {"happy", "sad"};
  EXPECT_NE(complaint(weights).find("it names 2 classes (happy, sad) and has 7 outputs"), std::string::npos);
  ModelHints seven;
  seven.labels = kAlphabetical;
  EXPECT_NE(complaint(headOf(8), seven).find("8 outputs, and 7 label names"), std::string::npos);
  Weights other;
  other.state = {arrayOf<float>("conv_stem.weight", DType::Float32, {1}, {1})};
  EXPECT_NE(complaint(other).find("its first tensor is 'conv_stem.weight'"), std::string::npos);
}

TEST(ModelHints, LabelNamesAreReadInAnySpelling) {
  EXPECT_EQ(parseLabelNames(" Angry,disgust, FEAR,happy,neutral,sad,surprise"), kAlphabetical);
  EXPECT_EQ(parseLabelNames("neutral,happiness,surprise,sadness,anger,disgust,fear,contempt").size(), 8U);
  for (const char* bad :
       {"", "anger", "anger,disgust,fear,happiness,neutral,sadness,",
        "anger,angry,fear,happiness,neutral,sadness,surprise", "cat,disgust,fear,happiness,neutral,sadness,surprise"}) {
    EXPECT_THROW((void)parseLabelNames(bad), Error) << bad;
  }
}

TEST(ModelHints, NumbersOfColoursAreAveraged) {
  EXPECT_FLOAT_EQ(parseColourNumber("0.5"), 0.5F);
  EXPECT_NEAR(parseColourNumber("0.485, 0.456,0.406"), 0.449, 1e-6);
  for (const char* bad : {"", "0,5", "2", "-0.1", "0.5,0.5,0.5,0.5", "nan", "0.5 px"}) {
    EXPECT_THROW((void)parseColourNumber(bad), Error) << bad;
  }
}

TEST(HeadOutputs, RowsArePutIntoTheWantedOrder) {
  Weights weights = headOf(3);
  EXPECT_TRUE(reorderHeadOutputs(weights.state, {"a", "b", "c"}, {"c", "a", "b"}));
  EXPECT_EQ(toFloat(weights.state[0]), (std::vector<float>{2, 20, 0, 0, 1, 10}));
  EXPECT_EQ(toFloat(weights.state[1]), (std::vector<float>{2, 0, 1}));
  EXPECT_FALSE(reorderHeadOutputs(weights.state, {"a", "b", "c"}, {"a", "b", "c"}));
  EXPECT_FALSE(reorderHeadOutputs(weights.state, {"a", "b", "c"}, {"a", "b", "d"}));
  EXPECT_FALSE(reorderHeadOutputs(weights.state, {"a", "b"}, {"b", "a"}));
  EXPECT_EQ(toFloat(weights.state[1]), (std::vector<float>{2, 0, 1}));
  EXPECT_EQ(outputsOf(weights.state), 3);
  EXPECT_EQ(outputsOf({}), 0);
}

} // namespace
} // namespace mien
