// What the Live page says of faces: in the picture, in the panel, in the figures and over time.
#include "tests/support/made_faces.h"
#include "tests/support/painted_texts.h"
#include "tests/support/screen_locale.h"
#include "ui/charts/timeline_chart.h"
#include "ui/live/view/face_display.h"
#include "ui/live/view/face_selection.h"
#include "ui/live/view/face_text.h"
#include "ui/live/view/live_face_panel.h"
#include "ui/live/view/live_metrics.h"
#include "ui/live/view/video_view.h"
#include "ui/look/theme.h"
#include "ui/widgets/faces/probability_bars.h"

#include <QSignalSpy>
#include <QTest>
#include <qcustomplot.h>

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

FaceResult face(int id, const cv::Rect2f& box, std::vector<float> probabilities, int label) {
  FaceResult face;
  face.id = id;
  face.box = box;
  face.probabilities = std::move(probabilities);
  face.rawProbabilities = face.probabilities;
  face.label = label;
  return face;
}

/// In a picture of 640 x 360: 12 at the left, a large 5 in the middle with 9 within it, 7 at the right.
FrameResult fourFaces(double seconds = 3) {
  FrameResult result;
  result.size = {640, 360};
  result.seconds = seconds;
  result.faces = {
      face(5, {200, 80, 200, 200}, {0.3F, 0.6F, 0.1F}, 1), face(7, {500, 150, 60, 60}, {0.8F, 0.1F, 0.1F}, 0),
      face(9, {270, 150, 50, 50}, {0.2F, 0.1F, 0.7F}, 2), face(12, {40, 100, 80, 80}, {0.45F, 0.3F, 0.25F}, 0)};
  return result;
}

const std::vector<ClassLabel> kClasses{{"Sadness", 3}, {"Fear", 6}, {"Calm", -1}};

TEST(FaceText, NamesTheEmotionItsProbabilityAndItsColour) {
  const mien::test::ScreenLocale english(QLocale(QStringLiteral("en_GB")));
  const FaceText fear = faceText(face(1234, {}, {0.3F, 0.6F, 0.1F}, 1), kClasses, 0.5);
  EXPECT_EQ(fear.emotion, "Fear");
  EXPECT_EQ(fear.label, "1,234  Fear 60 %");
  EXPECT_EQ(fear.emotionNumber, 6);
  EXPECT_FALSE(fear.uncertain);
  const FaceText unsure = faceText(face(8, {}, {0.45F, 0.3F, 0.25F}, 0), kClasses, 0.5);
  EXPECT_EQ(unsure.emotion, "Uncertain");
  EXPECT_EQ(unsure.label, "8  Uncertain (Sadness 45 %)");
  EXPECT_EQ(unsure.emotionNumber, -1);
  EXPECT_TRUE(unsure.uncertain);
  EXPECT_FALSE(faceText(face(8, {}, {0.5F, 0.3F, 0.2F}, 0), kClasses, 0.5).uncertain) << "exactly as much is enough";
  EXPECT_EQ(faceText(face(8, {}, {0.1F}, 7), kClasses, 0.5).label, "8  Uncertain");
}

TEST(FaceSelection, KeepsTheChosenOneAndElseTakesTheLargest) {
  FaceSelection selection;
  EXPECT_EQ(selection.face(), 0);
  selection.update(fourFaces());
  EXPECT_EQ(selection.face(), 5);
  selection.choose(9);
  selection.update(fourFaces());
  EXPECT_EQ(selection.face(), 9);
  selection.update({});
  EXPECT_EQ(selection.face(), 9) << "until another comes";
  FrameResult without = fourFaces();
  std::erase_if(without.faces, [](const FaceResult& face) { return face.id == 9 || face.id == 5; });
  selection.update(without);
  EXPECT_EQ(selection.face(), 12);
}

TEST(LiveFacePanel, SaysWhichFaceThisIsAndWhatItShows) {
  LiveFacePanel panel;
  panel.setClasses(kClasses);
  EXPECT_EQ(panel.title(), "No face has been seen yet.");
  panel.showFace(fourFaces(), 9, 0.5);
  EXPECT_EQ(panel.title(), "Face 9: Calm");
  EXPECT_EQ(panel.hint(), "Click another face, or press the left and right arrow keys.");
  const auto& bars = *panel.findChild<ProbabilityBars*>();
  EXPECT_EQ(bars.accessibleDescription(), "Sadness: 20 %; Fear: 10 %; Calm: 70 %");
  panel.showFace(fourFaces(), 9, 0.71);
  EXPECT_EQ(panel.title(), "Face 9: Uncertain");
  FrameResult alone = fourFaces();
  alone.faces.resize(1);
  panel.showFace(alone, 9, 0.5);
  EXPECT_EQ(panel.title(), "Face 9 is out of view.");
  EXPECT_EQ(panel.hint(), "The bars show its last values.");
  EXPECT_EQ(bars.accessibleDescription(), "Sadness: 20 %; Fear: 10 %; Calm: 70 %");
  panel.showFace(alone, 5, 0.5);
  EXPECT_EQ(panel.title(), "Face 5: Fear");
  EXPECT_EQ(panel.hint(), "");
  panel.showFace({}, 0, 0.5);
  EXPECT_EQ(panel.title(), "No face is in view.");
}

TEST(LiveMetrics, EachFigureStandsAtItsName) {
  const mien::test::ScreenLocale english(QLocale::c());
  LiveMetrics metrics;
  FrameResult result;
  result.capturedPerSecond = 29.97;
  result.analysedPerSecond = 14.26;
  result.times.capture = 3.14;
  result.times.detect = 123.4;
  result.times.classify = 99.94;
  result.latencyMs = 61.27;
  metrics.setFigures(result, 2.72);
  EXPECT_EQ(metrics.text(),
            "Captured: 30.0 / s; Analysed: 14.3 / s; Capture: 3.1 ms; Detect: 123 ms; Classify: 99.9 ms; "
            "Draw: 2.7 ms; Latency: 61.3 ms");
  result.latencyMs = 5;
  metrics.setFigures(result, 2);
  EXPECT_TRUE(metrics.text().endsWith("Latency: 61.3 ms")) << "nobody reads faster";
  metrics.clear();
  EXPECT_TRUE(metrics.text().startsWith("Captured: –; Analysed: –")) << metrics.text().toStdString();
  metrics.setFigures(result, 2);
  EXPECT_TRUE(metrics.text().endsWith("Latency: 5.0 ms"));
}

class VideoViewTest : public testing::Test {
protected:
  VideoViewTest() {
    m_view.setClasses(kClasses);
    m_view.setUncertainBelow(0.5);
    m_view.setAgeShown(false);
    m_view.resize(1280, 900); // the picture is twice as large, from y = 90 on
    m_view.setResult(std::make_shared<const FrameResult>(fourFaces()));
  }

  int click(const QPoint& at) {
    QSignalSpy chosen(&m_view, &VideoView::faceChosen);
    QTest::mouseClick(&m_view, Qt::LeftButton, {}, at);
    return chosen.isEmpty() ? 0 : chosen.first().first().toInt();
  }
  int press(Qt::Key key) {
    QSignalSpy chosen(&m_view, &VideoView::faceChosen);
    QTest::keyClick(&m_view, key);
    return chosen.isEmpty() ? 0 : chosen.first().first().toInt();
  }

  VideoView m_view;
};

TEST_F(VideoViewTest, AClickChoosesTheFaceThatIsThere) {
  EXPECT_EQ(m_view.pictureRect(), QRectF(0, 90, 1280, 720));
  EXPECT_EQ(click({2 * 80, 90 + 2 * 140}), 12);
  EXPECT_EQ(click({2 * 530, 90 + 2 * 180}), 7);
  EXPECT_EQ(click({2 * 210, 90 + 2 * 90}), 5);
  EXPECT_EQ(click({2 * 295, 90 + 2 * 175}), 9) << "the smaller one, which lies in the larger";
  EXPECT_EQ(click({2 * 600, 90 + 2 * 20}), 0);
  m_view.setMirrored(true);
  EXPECT_EQ(click({1280 - 2 * 80, 90 + 2 * 140}), 12);
}

TEST_F(VideoViewTest, ArrowKeysGoFromLeftToRight) {
  EXPECT_EQ(press(Qt::Key_Right), 12) << "none is chosen yet: the first";
  EXPECT_EQ(press(Qt::Key_Left), 7);
  m_view.setChosen(12);
  EXPECT_EQ(press(Qt::Key_Right), 9) << "its middle, 295, is left of 300";
  m_view.setChosen(9);
  EXPECT_EQ(press(Qt::Key_Right), 5);
  EXPECT_EQ(press(Qt::Key_Left), 12);
  m_view.setChosen(7);
  EXPECT_EQ(press(Qt::Key_Right), 12) << "from the last to the first";
  m_view.setChosen(12);
  m_view.setMirrored(true);
  EXPECT_EQ(press(Qt::Key_Left), 9);
}

TEST_F(VideoViewTest, EachLabelStandsAtItsFace) {
  const QStringList expected{"5  Fear 60 %", "7  Sadness 80 %", "9  Calm 70 %", "12  Uncertain (Sadness 45 %)"};
  EXPECT_EQ(m_view.accessibleDescription(), expected.join("; "));
  const auto texts = mien::test::paintedTexts(m_view);
  ASSERT_EQ(texts.size(), 4);
  const FrameResult result = fourFaces();
  for (int i = 0; i < 4; ++i) {
    const cv::Rect2f& box = result.faces[static_cast<std::size_t>(i)].box;
    const QRectF place(2 * box.x, 90 + 2 * box.y, 2 * box.width, 2 * box.height);
    const QPointF at = mien::test::placeOfText(texts, expected[i]);
    EXPECT_TRUE(place.adjusted(-60, -60, 60, 60).contains(at)) << expected[i].toStdString();
  }
  m_view.setFacesShown(false); // they are drawn in already
  QStringList numbers = mien::test::onlyTexts(mien::test::paintedTexts(m_view));
  numbers.sort();
  EXPECT_EQ(numbers, (QStringList{"12", "5", "7", "9"}));
}

TEST_F(VideoViewTest, WithoutAFaceItSaysSo) {
  m_view.setResult(std::make_shared<const FrameResult>());
  EXPECT_EQ(m_view.accessibleDescription(), "No face is in view.");
}

class FaceDisplayTest : public testing::Test {
protected:
  FaceDisplayTest() { m_display.setLabels({"sadness", "fear", "anger"}); }

  static std::shared_ptr<const FrameResult> at(double seconds, float sadness) {
    FrameResult result = fourFaces(seconds);
    result.faces[0].probabilities = {sadness, 1 - sadness, 0};
    return std::make_shared<const FrameResult>(result);
  }

  VideoView m_view;
  LiveFacePanel m_panel;
  TimelineChart m_chart;
  FaceDisplay m_display{m_view, m_panel, m_chart};
};

TEST_F(FaceDisplayTest, AllThreePlacesAreAboutTheSameFace) {
  m_display.beginLive();
  m_display.showLive(at(1, 0.25F));
  EXPECT_EQ(m_display.chosen(), 5) << "the largest";
  EXPECT_EQ(m_panel.title(), "Face 5: Fear");
  EXPECT_EQ(m_chart.title(), "Face 5 over time");
  EXPECT_EQ(m_chart.value(0, 0), 25);
  EXPECT_EQ(m_chart.value(1, 0), 75);
  m_display.choose(7);
  EXPECT_EQ(m_panel.title(), "Face 7: Sadness");
  EXPECT_EQ(m_chart.title(), "Face 7 over time");
  EXPECT_FLOAT_EQ(static_cast<float>(m_chart.value(0, 0)), 80);
  m_display.setUncertainBelow(0.9);
  EXPECT_EQ(m_panel.title(), "Face 7: Uncertain");
  m_display.showLost();
  EXPECT_EQ(m_panel.title(), "Face 7 is out of view.");
  m_display.clear();
  EXPECT_EQ(m_panel.title(), "No face has been seen yet.");
  EXPECT_EQ(m_chart.title(), "Emotions over time");
  EXPECT_EQ(m_chart.pointCount(), 0);
}

TEST_F(FaceDisplayTest, AReplayShowsAllOfItsTime) {
  std::vector<FrameResult> all;
  for (int i = 0; i < 5; ++i) {
    all.push_back(*at(100 + 0.5 * i, 0.1F * static_cast<float>(i)));
  }
  m_display.beginReplay(all);
  m_display.showReplayed(std::make_shared<const FrameResult>(all[2]));
  EXPECT_EQ(m_chart.pointCount(), 5);
  EXPECT_EQ(m_chart.plot().xAxis->range(), QCPRange(100, 102));
  EXPECT_NEAR(m_chart.value(0, 3), 30, 1e-4);
}

} // namespace
} // namespace mien::ui::test
