#include "ui/predict/view/face_panel.h"

#include "tests/support/drawn_pixels.h"
#include "tests/support/screen_locale.h"
#include "ui/look/theme.h"
#include "ui/predict/view/heatmap_view.h"
#include "ui/widgets/faces/probability_bars.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
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

TEST(FacePanel, SaysWhereTheFaceIsAndWhatTheNetworkSees) {
  const mien::test::ScreenLocale english(QLocale(QStringLiteral("en_GB")));
  FacePanel panel;
  panel.setFormatter({{{"Calm", -1}, {"Angry", -1}, {"Sad", -1}}, 0.5, {}});
  QSignalSpy wanted(&panel, &FacePanel::explanationWanted);
  AnalyzedFace large = face({0.2F, 0.1F, 0.7F});
  large.label = 2;
  large.face.box = {5, 6, 1234.4F, 987.6F};
  large.face.score = 0.876F;
  panel.showFace(large, {}, QImage(64, 48, QImage::Format_Grayscale8));
  QStringList texts;
  for (const QLabel* label : panel.findChildren<QLabel*>()) {
    texts << label->text();
  }
  EXPECT_TRUE(texts.contains("1,234 × 988 px in the image; found with a score of 0.88"))
      << texts.join('|').toStdString();
  EXPECT_TRUE(texts.contains("The network sees 64 × 48 px")) << texts.join('|').toStdString();
  EXPECT_EQ(panel.title(), "Sad 70 %");
  EXPECT_EQ(panel.findChild<ProbabilityBars*>()->accessibleDescription(), "Calm: 20 %; Angry: 10 %; Sad: 70 %");
  EXPECT_EQ(panel.emotionBox().currentText(), "Sad") << "what it answers is explained first";
  ASSERT_EQ(wanted.count(), 1);
  EXPECT_EQ(wanted.first().first().toInt(), 2);
  emit panel.findChild<ProbabilityBars*>()->chosen(1);
  EXPECT_EQ(panel.emotionBox().currentText(), "Angry");
  EXPECT_EQ(wanted.last().first().toInt(), 1);

  panel.setHeatmap({.label = 2, .cells = 4, .side = 2, .values = {0.1F, 0.2F, 0.3F, 0.4F}});
  EXPECT_FALSE(panel.heatmap().hasHeatmap()) << "the answer to the question of before";
  panel.setHeatmap({.label = 1, .cells = 4, .side = 2, .values = {0.1F, 0.2F, 0.3F, 0.4F}});
  EXPECT_EQ(panel.heatmap().accessibleDescription(),
            "Yellow: what speaks most for Angry in the last convolutional stage, 4 × 4 cells (Grad-CAM).");
  panel.setHeatmap({.label = 1, .cells = 4, .side = 2, .values = {0, 0, 0, 0}});
  EXPECT_EQ(panel.heatmap().accessibleDescription(),
            "Nothing in the last convolutional stage, 4 × 4 cells, speaks for Angry (Grad-CAM).");
}

TEST(HeatmapView, IsBrightestWhereMostSpeaksForIt) {
  HeatmapView view;
  view.setHeatmap({.label = 0, .cells = 2, .side = 2, .values = {0, 0.25F, 0.5F, 1}});
  const QImage& heat = view.heat();
  EXPECT_EQ(qAlpha(heat.pixel(0, 0)), 0) << "the values go by rows";
  EXPECT_NEAR(qAlpha(heat.pixel(1, 0)), 255 * 0.72 * 0.25, 1.5);
  EXPECT_NEAR(qAlpha(heat.pixel(0, 1)), 255 * 0.72 * 0.5, 1.5);
  EXPECT_NEAR(qAlpha(heat.pixel(1, 1)), 255 * 0.72, 1.5);
  // From the orange of anger to the yellow of happiness.
  EXPECT_TRUE(mien::test::alike(QColor(heat.pixel(1, 1)), emotionColor(1, true)));
}

TEST(HeatmapView, ShowsTheCropAloneAtTheLeftAndUnderTheMapAtTheRight) {
  HeatmapView view;
  view.resize(view.sizeHint());
  QImage crop(4, 4, QImage::Format_RGB32);
  crop.fill(QColor(40, 40, 40));
  view.setCrop(crop);
  EXPECT_FALSE(view.hasHeatmap());
  view.setHeatmap({.label = 0, .cells = 2, .side = 2, .values = {1, 1, 1, 1}});
  const QImage image = mien::test::drawn(view);
  const int middle = view.height() / 2;
  EXPECT_TRUE(mien::test::alike(image.pixelColor(middle, middle), QColor(40, 40, 40)));
  EXPECT_GT(image.pixelColor(view.width() - middle, middle).red(), 150);
  view.setCrop(crop);
  EXPECT_FALSE(view.hasHeatmap()) << "that of the face before";
}

} // namespace
} // namespace mien::ui::test
