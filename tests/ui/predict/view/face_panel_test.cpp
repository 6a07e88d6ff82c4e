#include "ui/predict/view/face_panel.h"

#include "ui/widgets/faces/probability_bars.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

AnalyzedFace face(std::vector<float> probabilities) {
  AnalyzedFace face;
  face.face.box = {10, 20, 30, 30};
  face.probabilities = std::move(probabilities);
  return face;
}

TEST(FacePanel, SaysUncertainAsSoonAsTheThresholdIsHigher) {
  FacePanel panel;
  panel.setFormatter({{{"Calm", -1}, {"Angry", -1}}, 0.5, {}});
  panel.showFace(face({0.75F, 0.25F}), "Face 1 of 2", QImage(8, 8, QImage::Format_Grayscale8));
  EXPECT_TRUE(panel.title().startsWith("Face 1 of 2: Calm 75")) << panel.title().toStdString();
  panel.setFormatter({{{"Calm", -1}, {"Angry", -1}}, 0.9, {}});
  EXPECT_TRUE(panel.title().startsWith("Face 1 of 2: Uncertain")) << panel.title().toStdString();
}

TEST(FacePanel, NeverShowsAFaceInTheClassesOfAnotherModel) {
  FacePanel panel;
  panel.setFormatter({{{"Calm", -1}, {"Angry", -1}, {"Sad", -1}}, 0.5, {}});
  panel.showFace(face({0.25F, 0.25F, 0.5F}), {}, QImage(8, 8, QImage::Format_Grayscale8));
  panel.setFormatter({{{"Sad", -1}}, 0.5, {}});
  EXPECT_EQ(panel.emotionBox().count(), 1);
  EXPECT_FALSE(panel.emotionBox().isVisibleTo(&panel));
}

TEST(FacePanel, NothingIsCutOffWhenTheExplanationComes) {
  FacePanel panel;
  panel.resize(276, 660);
  panel.show();
  panel.setFormatter({{{"Calm", -1}, {"Angry", -1}, {"Sad", -1}}, 0.5, {}});
  panel.showFace(face({0.25F, 0.25F, 0.5F}), "Face 1 of 2", QImage(64, 64, QImage::Format_Grayscale8));
  QTest::qWait(50);
  auto* bars = panel.findChild<ProbabilityBars*>();
  const QPoint before = bars->pos();
  panel.setHeatmap({.label = 2, .cells = 2, .side = 2, .values = {0.1F, 0.2F, 0.3F, 0.4F}});
  for (int i = 0; i < 2; ++i) { // at once, and when all is laid out
    EXPECT_EQ(bars->height(), bars->sizeHint().height());
    EXPECT_EQ(bars->pos(), before);
    for (const auto* label : panel.findChildren<QLabel*>()) {
      if (label->isVisible() && label->wordWrap()) {
        EXPECT_GE(label->height(), label->heightForWidth(label->width())) << label->text().toStdString();
      }
    }
    QTest::qWait(50);
  }
}

} // namespace
} // namespace mien::ui::test
