#include "ui/widgets/faces/face_overlay.h"

#include "ui/look/theme.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

// A large face with a small one in it, and one to their left.
FaceMarks threeFaces() {
  return {{{4, {100, 40, 120, 120}, QStringLiteral("Anger 51 %"), 4},
           {2, {130, 60, 30, 40}, QStringLiteral("Happiness 99 %"), 1},
           {9, {20, 60, 50, 60}, QStringLiteral("Uncertain"), -1, true}},
          std::nullopt};
}

QImage blank(const QColor& back = Qt::white) {
  QImage image(320, 240, QImage::Format_RGB32);
  image.fill(back);
  return image;
}

int pixelsOf(const QImage& image, const QRect& area, const QColor& color) {
  int count = 0;
  for (int y = area.top(); y <= area.bottom(); ++y) {
    for (int x = area.left(); x <= area.right(); ++x) {
      count += image.pixelColor(x, y) == color ? 1 : 0;
    }
  }
  return count;
}

int changed(const QImage& image, const QRect& area, const QColor& back = Qt::white) {
  return area.width() * area.height() - pixelsOf(image, area, back);
}

TEST(FaceOverlay, TheSmallestFaceAtAPointIsMeant) {
  const FaceMarks marks = threeFaces();
  EXPECT_EQ(marks.faceAt({110, 50}), 4);
  EXPECT_EQ(marks.faceAt({140, 80}), 2);
  EXPECT_EQ(marks.faceAt({30, 70}), 9);
  EXPECT_EQ(marks.faceAt({17, 70}), std::nullopt);
  EXPECT_EQ(marks.faceAt({17, 70}, 4), 9) << "near enough";
  EXPECT_EQ(marks.faceAt({300, 200}, 4), std::nullopt);
}

TEST(FaceOverlay, FacesAreWalkedFromLeftToRight) { EXPECT_EQ(threeFaces().leftToRight(), (std::vector<int>{9, 2, 4})); }

TEST(FaceOverlay, LabelsAreInTheOrderOfTheFacesAndLargeEnough) {
  FaceMarks marks = threeFaces();
  const QRectF picture(0, 0, 320, 240);
  const QFont font;
  for (const std::optional<int> chosen : {std::optional<int>(), std::optional(2), std::optional(9)}) {
    marks.chosen = chosen;
    const std::vector<QRectF> labels = marks.labelRects(font, picture, picture);
    ASSERT_EQ(labels.size(), 3U);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      ASSERT_FALSE(labels[i].isNull()) << i;
      EXPECT_TRUE(picture.contains(labels[i])) << i;
      EXPECT_GE(labels[i].width(), QFontMetricsF(font).horizontalAdvance(marks.faces[i].label)) << i;
      const QRectF box = marks.faces[i].box;
      EXPECT_LT(labels[i].left(), box.right()) << "at its own face";
      EXPECT_GT(labels[i].right(), box.left());
      for (std::size_t k = 0; k < i; ++k) {
        EXPECT_FALSE(labels[i].intersects(labels[k])) << i << " and " << k;
      }
    }
  }
}

TEST(FaceOverlay, EachBoxHasTheColourOfItsEmotion) {
  QImage image = blank(Qt::black);
  {
    QPainter painter(&image);
    drawFaces(painter, threeFaces(), image.rect(), image.rect());
  }
  const QColor anger = emotionColor(4, true);
  const QColor happiness = emotionColor(1, true);
  EXPECT_GT(pixelsOf(image, {216, 60, 8, 80}, anger), 60) << "the right edge of the large one";
  EXPECT_GT(pixelsOf(image, {156, 64, 8, 30}, happiness), 20);
  EXPECT_EQ(pixelsOf(image, {216, 60, 8, 80}, happiness), 0);
}

TEST(FaceOverlay, AnUncertainBoxIsDashed) {
  QImage dashed = blank(Qt::black);
  QImage whole = blank(Qt::black);
  FaceMarks marks{{{1, {100, 60, 100, 120}, QStringLiteral("?"), -1, true}}, std::nullopt};
  {
    QPainter painter(&dashed);
    drawFaces(painter, marks, dashed.rect(), dashed.rect());
  }
  marks.faces[0].dashed = false;
  {
    QPainter painter(&whole);
    drawFaces(painter, marks, whole.rect(), whole.rect());
  }
  const QColor color = emotionColor(-1, true);
  const QRect edge(196, 75, 8, 90);
  EXPECT_GT(pixelsOf(dashed, edge, color), 20);
  EXPECT_LT(pixelsOf(dashed, edge, color), pixelsOf(whole, edge, color) * 8 / 10);
}

TEST(FaceOverlay, TheChosenBoxIsDrawnOverTheOthersAndStronger) {
  FaceMarks marks{{{1, {60, 80, 100, 100}, QStringLiteral("a"), 1}, {2, {60, 80, 100, 100}, QStringLiteral("b"), 4}},
                  std::nullopt};
  const QRect edge(152, 100, 16, 60);
  for (const int chosen : {1, 2}) {
    marks.chosen = chosen;
    QImage image = blank(Qt::black);
    {
      QPainter painter(&image);
      drawFaces(painter, marks, image.rect(), image.rect());
    }
    EXPECT_GT(pixelsOf(image, edge, emotionColor(chosen == 1 ? 1 : 4, true)), 100) << chosen;
    EXPECT_EQ(pixelsOf(image, edge, emotionColor(chosen == 1 ? 4 : 1, true)), 0) << chosen;
  }
}

TEST(FaceOverlay, LabelsMayLeaveThePictureAsFarAsTheyAreAllowed) {
  const FaceMarks marks{{{1, {100, 100, 100, 40}, QStringLiteral("Happiness 99 %"), 1}}, std::nullopt};
  const QRectF picture(100, 100, 100, 40); // the face fills it
  const std::vector<QRectF> labels = marks.labelRects({}, picture, {0, 0, 320, 240});
  ASSERT_FALSE(labels[0].isNull());
  EXPECT_FALSE(picture.intersects(labels[0]));
  QImage image = blank();
  {
    QPainter painter(&image);
    drawFaces(painter, marks, picture, image.rect());
  }
  EXPECT_GT(changed(image, labels[0].toAlignedRect()), 100);
}

TEST(FaceOverlay, NumbersStandInTheirBoxesAndTheChosenOneIsFramed) {
  for (const bool chosen : {false, true}) {
    FaceMarks marks{{{1, {100, 80, 100, 100}, QStringLiteral("1  Happiness"), 1}}, std::nullopt};
    if (chosen) {
      marks.chosen = 1;
    }
    QImage image = blank();
    {
      QPainter painter(&image);
      drawNumbers(painter, marks, image.rect());
    }
    EXPECT_GT(changed(image, {100, 150, 40, 30}), 100) << "the number, in the lower left corner";
    EXPECT_EQ(changed(image, {0, 0, 320, 74}), 0) << "a label is there already";
    EXPECT_EQ(changed(image, {130, 79, 40, 3}) > 0, chosen);
  }
}

} // namespace
} // namespace mien::ui
