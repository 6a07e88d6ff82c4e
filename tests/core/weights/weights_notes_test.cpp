#include "core/weights/weights_notes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace mien {
namespace {

using nlohmann::json;
using testing::ElementsAre;

TEST(WeightsNotes, TheInputSizeIsASideInPixels) {
  EXPECT_EQ(findNotes(json{{"input_size", 64}}).inputSize, 64);
  EXPECT_EQ(findNotes(json{{"input_size", {3, 224, 192}}}).inputSize, 192) << "channels, height, width, as timm writes";
  EXPECT_EQ(findNotes(json{{"args", {{"img_size", 48}}}}).inputSize, 48);
  EXPECT_EQ(findNotes(json{{"epochs", 64}}).inputSize, std::nullopt);
}

TEST(WeightsNotes, ClassesComeInTheOrderOfTheirNumbers) {
  EXPECT_THAT(findNotes(json{{"class_to_idx", {{"sad", 1}, {"angry", 0}, {"happy", 2}}}}).classNames,
              ElementsAre("angry", "sad", "happy"));
  EXPECT_THAT(findNotes(json{{"config", {{"id2label", {{"0", "happy"}, {"1", "angry"}}}}}}).classNames,
              ElementsAre("happy", "angry"));
}

TEST(WeightsNotes, MeanAndDeviationAreKeptApart) {
  const WeightsNotes notes = findNotes(json{{"default_cfg", {{"mean", {0.5, 0.4, 0.3}}, {"std", {0.2, 0.2, 0.1}}}}});
  EXPECT_THAT(notes.mean, ElementsAre(0.5, 0.4, 0.3));
  EXPECT_THAT(notes.deviation, ElementsAre(0.2, 0.2, 0.1));
}

} // namespace
} // namespace mien
