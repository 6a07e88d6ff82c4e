#include "core/common/error.h"
#include "core/train/train_config.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>

namespace mien {
namespace {

std::string messageOf(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

TEST(TrainConfig, EverySettingSurvivesJson) {
  TrainConfig c;
  c.name = "n";
  c.data = "d";
  c.cut = {0.2, 42};
  c.classes = 7;
  c.head = HeadKind::Mlp;
  c.labels = LabelPolicy::MultiTarget;
  c.sizes = {{48, 3}, {64, 2}};
  c.batch = 33;
  c.optimizer = OptimizerKind::Sgd;
  c.schedule = ScheduleKind::Cosine;
  c.learningRate = 0.03;
  c.warmup = 0.2;
  c.weightDecay = 0.01;
  c.labelSmoothing = 0.1;
  c.balance = BalanceKind::Sampling;
  c.mixup = 0.4;
  c.ema = 0.9;
  c.clip = 2;
  c.patience = 4;
  c.dropout = 0.5;
  c.stochasticDepth = 0.3;
  c.augment = {0.5, false, 1, 0.2, 0.3, 0.4, 0.5, 0.6};
  c.init = "w.pth";
  c.freezeEpochs = 1;
  c.replicas = 3;
  c.seed = 0xFFFFFFFFFFFFFFFFULL;
  c.checkpointMinutes = 2.5;

  const nlohmann::ordered_json json = toJson(c);
  const nlohmann::ordered_json defaults = toJson(TrainConfig{});
  for (const auto& item : json.items()) {
    EXPECT_NE(item.value(), defaults.at(item.key())) << item.key() << " is not tested: it has its default";
  }
  for (const auto& item : json.at("augment").items()) {
    EXPECT_NE(item.value(), defaults.at("augment").at(item.key())) << item.key();
  }
  EXPECT_EQ(toJson(trainConfigFromJson(nlohmann::json::parse(json.dump()))), json);
}

TEST(TrainConfig, NamesOfFilesComeBackByteForByte) {
  TrainConfig c;
  c.name = "r\xe9n";
  c.data = "/data/\xe9t\xe9\n\xc3\xa9";
  c.init = "/w\xff.pth";
  const TrainConfig back = trainConfigFromJson(nlohmann::json::parse(toJson(c).dump()));
  EXPECT_EQ(back.name, c.name);
  EXPECT_EQ(back.data, c.data);
  EXPECT_EQ(back.init, c.init);
}

TEST(TrainConfig, NamesWhatItDoesNotUnderstand) {
  EXPECT_NE(messageOf([] {
              (void)trainConfigFromJson({{"lerning_rate", 1}});
            }).find("lerning_rate"),
            std::string::npos);
  EXPECT_NE(messageOf([] { (void)trainConfigFromJson({{"batch", "many"}}); }).find("batch"), std::string::npos);
  EXPECT_NE(messageOf([] { (void)trainConfigFromJson({{"optimizer", "lion"}}); }).find("lion"), std::string::npos);
  EXPECT_NE(messageOf([] { (void)trainConfigFromJson({{"augment", {{"zoom", 1}}}}); }).find("zoom"), std::string::npos);
  EXPECT_NE(messageOf([] { (void)trainConfigFromJson(nlohmann::json::array()); }), "");
}

TEST(TrainConfig, DoesNotBendNumbersIntoShape) {
  const auto refused = [](const nlohmann::json& json) {
    return messageOf([&] { (void)trainConfigFromJson(json); }).find(json.items().begin().key()) != std::string::npos;
  };
  EXPECT_TRUE(refused({{"batch", 3.7}}));
  EXPECT_TRUE(refused({{"batch", true}}));
  EXPECT_TRUE(refused({{"batch", 5'000'000'000}}));
  EXPECT_TRUE(refused({{"seed", -1}}));
  EXPECT_TRUE(refused({{"learning_rate", "0.1"}}));
  EXPECT_TRUE(refused({{"learning_rate", true}}));
  EXPECT_TRUE(refused({{"init", 3}}));
  EXPECT_EQ(trainConfigFromJson({{"clip", 2}}).clip, 2) << "a whole number is a number";
}

TEST(TrainConfig, RefusesWhatCannotWork) {
  const auto refused = [](const std::function<void(TrainConfig&)>& spoil) {
    TrainConfig c;
    validate(c);
    spoil(c);
    return !messageOf([&] { validate(c); }).empty();
  };
  EXPECT_TRUE(refused([](TrainConfig& c) { c.classes = 6; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.sizes = {}; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.sizes = {{47, 1}}; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.sizes = {{301, 1}}; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.batch = 1; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.batch = 4097; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.sizes = {{48, 0}}; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.sizes = {{48, 10001}}; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.replicas = -1; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.replicas = 257; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.freezeEpochs = -1; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.cut.share = -0.1; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.cut.share = 1; }));
  const std::pair<double TrainConfig::*, double> limits[] = {
      {&TrainConfig::warmup, 0.91},         {&TrainConfig::weightDecay, 10.1},
      {&TrainConfig::labelSmoothing, 0.91}, {&TrainConfig::mixup, 10.1},
      {&TrainConfig::clip, 1.1e6},          {&TrainConfig::dropout, 0.91},
      {&TrainConfig::dropout, 5},           {&TrainConfig::stochasticDepth, 0.91},
      {&TrainConfig::learningRate, 10.1},   {&TrainConfig::checkpointMinutes, 1.1e6}};
  for (const auto& [setting, tooMuch] : limits) {
    EXPECT_TRUE(refused([&](TrainConfig& c) { c.*setting = tooMuch; })) << tooMuch;
    EXPECT_TRUE(refused([&](TrainConfig& c) { c.*setting = -0.01; })) << tooMuch;
  }
  const std::pair<double AugmentOptions::*, double> augmentLimits[] = {
      {&AugmentOptions::strength, 4}, {&AugmentOptions::rotation, 180}, {&AugmentOptions::scale, 0.9},
      {&AugmentOptions::shift, 0.9},  {&AugmentOptions::brightness, 1}, {&AugmentOptions::contrast, 1},
      {&AugmentOptions::erasing, 1}};
  for (const auto& [setting, most] : augmentLimits) {
    EXPECT_FALSE(refused([&](TrainConfig& c) { c.augment.*setting = most; })) << most;
    EXPECT_TRUE(refused([&](TrainConfig& c) { c.augment.*setting = most + 0.01; })) << most;
    EXPECT_TRUE(refused([&](TrainConfig& c) { c.augment.*setting = -0.01; })) << most;
    EXPECT_TRUE(refused([&](TrainConfig& c) { c.augment.*setting = std::nan(""); })) << most;
  }
  EXPECT_TRUE(refused([](TrainConfig& c) { c.learningRate = 0; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.learningRate = std::nan(""); }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.ema = 1; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.patience = -1; }));
  EXPECT_TRUE(refused([](TrainConfig& c) { c.checkpointMinutes = 0; }));
}

TEST(TrainConfig, ReadsSizes) {
  const auto stages = parseSizes("48:6,64:4");
  ASSERT_EQ(stages.size(), 2U);
  EXPECT_EQ(stages[1].size, 64);
  EXPECT_EQ(stages[1].epochs, 4);
  EXPECT_EQ(formatSizes(stages), "48:6,64:4");
  for (const char* bad : {"", "48", "48:", ":3", "48:0", "48:2,", "48:2;64:1", "48:2,x", "48:-1", "a:b"}) {
    EXPECT_NE(messageOf([&] { (void)parseSizes(bad); }), "") << bad;
  }
}

TEST(TrainConfig, KnowsTheSizeOfEveryEpoch) {
  TrainConfig c;
  c.sizes = {{48, 2}, {64, 1}};
  EXPECT_EQ(c.epochs(), 3);
  EXPECT_EQ(c.sizeOfEpoch(1), 48);
  EXPECT_EQ(c.sizeOfEpoch(2), 64);
  EXPECT_EQ(c.sizeOfEpoch(3), 64);
}

} // namespace
} // namespace mien
