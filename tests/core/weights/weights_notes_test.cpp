#include "core/weights/weights_metadata.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace mien {
namespace {

using nlohmann::json;
using testing::ElementsAre;

TEST(WeightsMetadata, TheInputSizeIsASideInPixels) {
  EXPECT_EQ(findMetadata(json{{"input_size", 64}}).inputSize, 64);
  EXPECT_EQ(findMetadata(json{{"input_size", {3, 224, 192}}}).inputSize, 192)
      << "channels, height, width, as timm writes";
  EXPECT_EQ(findMetadata(json{{"args", {{"img_size", 48}}}}).inputSize, 48);
  EXPECT_EQ(findMetadata(json{{"epochs", 64}}).inputSize, std::nullopt);
}

TEST(WeightsMetadata, ClassesComeInTheOrderOfTheirNumbers) {
  EXPECT_THAT(findMetadata(json{{"class_to_idx", {{"sad", 1}, {"angry", 0}, {"happy", 2}}}}).classNames,
              ElementsAre("angry", "sad", "happy"));
  EXPECT_THAT(findMetadata(json{{"config", {{"id2label", {{"0", "happy"}, {"1", "angry"}}}}}}).classNames,
              ElementsAre("happy", "angry"));
}

TEST(WeightsMetadata, MeanAndDeviationAreKeptApart) {
  const WeightsMetadata notes =
      findMetadata(json{{"default_cfg", {{"mean", {0.5, 0.4, 0.3}}, {"std", {0.2, 0.2, 0.1}}}}});
  EXPECT_THAT(notes.mean, ElementsAre(0.5, 0.4, 0.3));
  EXPECT_THAT(notes.deviation, ElementsAre(0.2, 0.2, 0.1));
}

} // namespace
} // namespace mien
