#include "ui/predict/analysis/settings_row.h"

#include <QComboBox>
#include <QSpinBox>

#include <gtest/gtest.h>

#include <stdexcept>

namespace mien::ui::test {
namespace {

TEST(PredictSettingsRow, ShowsTheSettingsAndGivesThemBack) {
  PredictSettingsRow row;
  const auto box = [&row](const char* name) -> QComboBox& {
    for (QComboBox* found : row.findChildren<QComboBox*>()) {
      if (found->accessibleName() == QString::fromLatin1(name)) {
        return *found;
      }
    }
    throw std::runtime_error(name);
  };
  const auto number = [&row](const char* name) -> QSpinBox& {
    for (QSpinBox* found : row.findChildren<QSpinBox*>()) {
      if (found->accessibleName() == QString::fromLatin1(name)) {
        return *found;
      }
    }
    throw std::runtime_error(name);
  };
  struct Row {
    FaceMode mode;
    const char* modeText;
    DetectorKind detector;
    const char* detectorText;
    int minFaceSide;
    double threshold;
  };
  for (const Row& wanted :
       {Row{FaceMode::Auto, "Photos or cropped faces", DetectorKind::Auto, "Best available", 40, 0.5},
        Row{FaceMode::Whole, "Each image is one face", DetectorKind::Haar, "Haar cascade", 88, 0.35},
        Row{FaceMode::Detect, "Always look for faces", DetectorKind::YuNet, "YuNet", 24, 0.29}}) {
    PredictSettings settings;
    settings.mode = wanted.mode;
    settings.detector = wanted.detector;
    settings.minFaceSide = wanted.minFaceSide;
    settings.uncertainBelow = wanted.threshold;
    row.setSettings(settings);
    EXPECT_EQ(box("Images").currentText(), wanted.modeText);
    EXPECT_EQ(box("Face detector").currentText(), wanted.detectorText);
    EXPECT_EQ(number("Smallest face in pixels").value(), wanted.minFaceSide);
    EXPECT_EQ(number("Uncertain below this probability").value(), qRound(100 * wanted.threshold));
    EXPECT_EQ(row.settings().mode, wanted.mode);
    EXPECT_EQ(row.settings().detector, wanted.detector);
    EXPECT_EQ(row.settings().minFaceSide, wanted.minFaceSide);
    EXPECT_DOUBLE_EQ(row.settings().uncertainBelow, wanted.threshold);
  }
}

} // namespace
} // namespace mien::ui::test
