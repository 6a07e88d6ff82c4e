#include "ui/live/view/overlay.h"

#include <QImage>
#include <QPainter>

#include <gtest/gtest.h>

namespace mien::ui::test {

namespace {

TEST(Overlay, BoxesGoWhereThePictureIs) {
  const QRectF picture(100, 50, 640, 480);
  const cv::Size frame(320, 240);
  EXPECT_EQ(placedBox({10, 20, 30, 40}, frame, picture, false), QRectF(120, 90, 60, 80));
  EXPECT_EQ(placedBox({10, 20, 30, 40}, frame, picture, true), QRectF(100 + 560, 90, 60, 80));
}

FrameResult resultWith(cv::Rect2f box) {
  FaceResult face;
  face.id = 1;
  face.box = box;
  face.label = 1;
  face.probabilities = {0.2F, 0.8F};
  FrameResult result;
  result.size = {320, 240};
  result.faces = {face};
  return result;
}

QImage drawn(const FrameResult& result, const QColor& back) {
  QImage image(320, 240, QImage::Format_RGB32);
  image.fill(back);
  QPainter painter(&image);
  const FaceMarks marks = faceMarks(result, result.size, image.rect(), {{{"Neutral", 0}, {"Happiness", 1}}, 0.5});
  drawFaces(painter, marks, image.rect(), image.rect());
  return image;
}

int changedPixels(const QImage& image, const QRect& area, const QColor& back) {
  int changed = 0;
  for (int y = area.top(); y <= area.bottom(); ++y) {
    for (int x = area.left(); x <= area.right(); ++x) {
      changed += image.pixelColor(x, y) != back ? 1 : 0;
    }
  }
  return changed;
}

TEST(Overlay, IsSeenOnLightAndDark) {
  for (const QColor& back : {QColor(Qt::white), QColor(Qt::black), QColor(128, 128, 128)}) {
    const QImage image = drawn(resultWith({100, 80, 80, 80}), back);
    EXPECT_GT(changedPixels(image, {90, 70, 100, 100}, back), 500);
  }
}

TEST(Overlay, LabelsStayInThePicture) {
  for (const cv::Rect2f& box :
       {cv::Rect2f(-10, -20, 60, 60), cv::Rect2f(290, 200, 60, 60), cv::Rect2f(0, 0, 320, 240)}) {
    const QImage image = drawn(resultWith(box), Qt::white);
    EXPECT_GT(changedPixels(image, image.rect(), Qt::white), 800) << box.x << ", " << box.y;
  }
}

TEST(Overlay, TakesWordsAndColoursOfTheAnswer) {
  FrameResult result = resultWith({100, 80, 40, 60});
  result.faces[0].id = 7;
  const std::vector<ClassLabel> classes{{"Neutral", 0}, {"Happiness", 1}};
  FaceMarks marks = faceMarks(result, {320, 240}, QRectF(10, 20, 640, 480), {classes, 0.5, true, 7});
  ASSERT_EQ(marks.faces.size(), 1U);
  EXPECT_EQ(marks.chosen, 7);
  EXPECT_EQ(marks.faces[0].id, 7);
  EXPECT_EQ(marks.faces[0].box, QRectF(10 + 2 * (320 - 140), 20 + 160, 80, 120)) << "mirrored, twice as large";
  EXPECT_EQ(marks.faces[0].emotion, 1);
  EXPECT_TRUE(marks.faces[0].label.contains(QStringLiteral("Happiness")));
  EXPECT_FALSE(marks.faces[0].dashed);
  marks = faceMarks(result, {320, 240}, QRectF(0, 0, 320, 240), {classes, 0.81});
  EXPECT_FALSE(marks.chosen);
  EXPECT_EQ(marks.faces[0].emotion, -1);
  EXPECT_TRUE(marks.faces[0].dashed) << "it is not sure";
}

} // namespace

} // namespace mien::ui::test
