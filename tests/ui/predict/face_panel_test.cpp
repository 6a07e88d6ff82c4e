#include "ui/pages/predict/face_panel.h"

#include <QComboBox>

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
  panel.setWords({{{"Calm", -1}, {"Angry", -1}}, 0.5, {}});
  panel.showFace(face({0.75F, 0.25F}), "Face 1 of 2", QImage(8, 8, QImage::Format_Grayscale8));
  EXPECT_TRUE(panel.title().startsWith("Face 1 of 2: Calm 75")) << panel.title().toStdString();
  panel.setWords({{{"Calm", -1}, {"Angry", -1}}, 0.9, {}});
  EXPECT_TRUE(panel.title().startsWith("Face 1 of 2: Uncertain")) << panel.title().toStdString();
}

TEST(FacePanel, NeverShowsAFaceInTheClassesOfAnotherModel) {
  FacePanel panel;
  panel.setWords({{{"Calm", -1}, {"Angry", -1}, {"Sad", -1}}, 0.5, {}});
  panel.showFace(face({0.25F, 0.25F, 0.5F}), {}, QImage(8, 8, QImage::Format_Grayscale8));
  panel.setWords({{{"Sad", -1}}, 0.5, {}});
  EXPECT_EQ(panel.emotionBox().count(), 1);
  EXPECT_FALSE(panel.emotionBox().isVisibleTo(&panel));
}

} // namespace
} // namespace mien::ui::test
