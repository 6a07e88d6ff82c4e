#include "ui/predict/analysis/predict_settings.h"

#include "tests/support/own_settings.h"

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

class PredictSettingsTest : public testing::Test {
protected:
  static std::vector<PredictSettings> oneThingChanged() {
    std::vector<PredictSettings> all(5);
    all[1].mode = FaceMode::Whole;
    all[2].detector = DetectorKind::YuNet;
    all[3].minFaceSide = 77;
    all[4].uncertainBelow = 0.25;
    return all;
  }

  test::OwnSettings m_settings;
};

TEST_F(PredictSettingsTest, EachIsFoundAgainAndNoOtherWithIt) {
  for (const PredictSettings& saved : oneThingChanged()) {
    saved.save();
    const PredictSettings loaded = PredictSettings::load();
    EXPECT_EQ(loaded.mode, saved.mode);
    EXPECT_EQ(loaded.detector, saved.detector);
    EXPECT_EQ(loaded.minFaceSide, saved.minFaceSide);
    EXPECT_EQ(loaded.uncertainBelow, saved.uncertainBelow);
  }
}

TEST_F(PredictSettingsTest, AllButTheThresholdMakeAnotherAnalysis) {
  const auto changed = oneThingChanged();
  for (std::size_t i = 0; i < changed.size(); ++i) {
    EXPECT_EQ(changed[i].sameAnalysis(changed[0]), i == 0 || i == 4) << i;
  }
  EXPECT_EQ(changed[2].detectorOptions().kind, DetectorKind::YuNet);
  EXPECT_EQ(changed[3].detectorOptions().minFaceSide, 77);
}

} // namespace
} // namespace mien::ui
