#include "ui/live/session/live_settings.h"

#include "tests/support/own_settings.h"
#include "ui/live/session/settings_panel.h"

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

class LiveSettingsTest : public testing::Test {
protected:
  /// Each differs from the usual settings in one thing.
  static std::vector<LiveSettings> oneThingChanged() {
    std::vector<LiveSettings> all(9);
    all[1].detector = DetectorKind::YuNet;
    all[2].detectEvery = 7;
    all[3].smoothingSeconds = 1.5;
    all[4].minFaceSide = 90;
    all[5].uncertainBelow = 0.25;
    all[6].mirrorCamera = false;
    all[7].mirrorOthers = true;
    all[8].recordVideo = true;
    return all;
  }

  test::OwnSettings m_settings;
};

TEST_F(LiveSettingsTest, EachIsFoundAgainAndNoOtherWithIt) {
  int thing = 0;
  for (const LiveSettings& saved : oneThingChanged()) {
    saveLiveSettings(saved);
    EXPECT_EQ(loadLiveSettings(), saved) << "thing " << thing;
    ++thing;
  }
}

TEST_F(LiveSettingsTest, ThePanelGivesBackWhatItWasGiven) {
  int thing = 0;
  for (const LiveSettings& given : oneThingChanged()) {
    SettingsPanel panel(given);
    EXPECT_EQ(panel.settings(), given) << "thing " << thing;
    panel.setCamera(false); // the same box is now about videos
    EXPECT_EQ(panel.mirrored(), given.mirrorOthers) << "thing " << thing;
    EXPECT_EQ(panel.settings(), given) << "thing " << thing;
    panel.setMirrored(!given.mirrorOthers);
    EXPECT_EQ(panel.settings().mirrorOthers, !given.mirrorOthers) << "thing " << thing;
    EXPECT_EQ(panel.settings().mirrorCamera, given.mirrorCamera) << "thing " << thing;
    ++thing;
  }
}

TEST_F(LiveSettingsTest, WhatCannotBeIsBroughtIntoItsLimits) {
  QSettings().setValue(QStringLiteral("live/detectEvery"), 31);
  QSettings().setValue(QStringLiteral("live/smoothingSeconds"), -0.1);
  QSettings().setValue(QStringLiteral("live/minFaceSide"), 2001);
  QSettings().setValue(QStringLiteral("live/uncertainBelow"), 1.5);
  QSettings().setValue(QStringLiteral("live/detector"), 3);
  const LiveSettings loaded = loadLiveSettings();
  EXPECT_EQ(loaded.detectEvery, 30);
  EXPECT_EQ(loaded.smoothingSeconds, 0);
  EXPECT_EQ(loaded.minFaceSide, 2000);
  EXPECT_EQ(loaded.uncertainBelow, 1);
  EXPECT_EQ(loaded.detector, DetectorKind::YuNet);
}

TEST_F(LiveSettingsTest, TheAnalysisGetsThem) {
  LiveSettings settings;
  settings.detectEvery = 7;
  settings.smoothingSeconds = 1.5;
  settings.minFaceSide = 90;
  const LiveOptions options = settings.options();
  EXPECT_EQ(options.detectEvery, 7);
  EXPECT_EQ(options.smoothingSeconds, 1.5);
  EXPECT_EQ(options.minFaceSide, 90);
}

} // namespace
} // namespace mien::ui
