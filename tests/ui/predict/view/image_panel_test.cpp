#include "ui/predict/view/image_panel.h"

#include "tests/support/drawn_pixels.h"
#include "tests/support/painted_texts.h"
#include "tests/support/screen_locale.h"
#include "ui/charts/timeline_chart.h"
#include "ui/look/theme.h"
#include "ui/predict/video/video_results.h"
#include "ui/predict/video/video_timeline.h"
#include "ui/predict/view/face_canvas.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panels/notice_bar.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <qcustomplot.h>

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

using State = PredictEntry::State;

PredictEntry entry(State state, bool video = false) {
  PredictEntry entry;
  entry.id = 4;
  entry.file = video ? "/videos/talk.mp4" : "/pictures/team.jpg";
  entry.video = video;
  entry.state = state;
  entry.size = {1600, 900};
  if (state == State::Done && !video) {
    ImageAnalysis analysis;
    AnalyzedFace& face = analysis.faces.emplace_back();
    face.probabilities = {0.2F, 0.8F};
    face.label = 1;
    entry.analysis = std::make_shared<const ImageAnalysis>(analysis);
  }
  return entry;
}

/// 25 frames a second from 0 on; faces 2 (in all of them) and 1 (in the second half).
std::shared_ptr<VideoResults> results(int frames) {
  auto results = std::make_shared<VideoResults>(std::vector<std::string>{"neutral", "happiness"}, CropFraming{});
  for (int i = 0; i < frames; ++i) {
    FrameResult result;
    result.frame = static_cast<std::uint64_t>(i);
    result.seconds = i / 25.0;
    for (const int id : {1, 2}) {
      if (id == 2 || 2 * i >= frames) {
        FaceResult& face = result.faces.emplace_back();
        face.id = id;
        face.box = {10, 10, 40, 40};
        const float first = id == 1 ? 0.9F : 0.35F;
        face.probabilities = {first, 1 - first};
        face.rawProbabilities = face.probabilities;
      }
    }
    results->add(result);
  }
  return results;
}

class ImagePanelTest : public testing::Test {
protected:
  ImagePanelTest() { m_panel.setFormatter({{{"Neutral", 0}, {"Happiness", 1}}, 0.5, {}}); }

  /// Both texts of the notice; empty without one.
  QString notice() const {
    if (m_panel.notice().isEmpty()) {
      return {};
    }
    return m_panel.notice() + QLatin1Char('|') + m_panel.findChild<NoticeBar*>()->text();
  }
  bool says(const QString& text) const {
    for (const QLabel* label : m_panel.findChildren<QLabel*>()) {
      if (label->text() == text) {
        return true;
      }
    }
    return false;
  }

  mien::test::ScreenLocale m_english{QLocale(QStringLiteral("en_GB"))};
  ImagePanel m_panel;
};

TEST_F(ImagePanelTest, NamesTheFileItsSizeAndItsFaces) {
  m_panel.showEntry(entry(State::Done));
  EXPECT_TRUE(says(QStringLiteral("team.jpg")));
  EXPECT_TRUE(says(QStringLiteral("1,600 × 900 px, 1 face")));
  EXPECT_EQ(notice(), QString());
  m_panel.showEntry(entry(State::Waiting));
  EXPECT_TRUE(says(QStringLiteral("1,600 × 900 px")));
}

TEST_F(ImagePanelTest, EachStateHasItsNotice) {
  m_panel.showEntry(entry(State::Waiting));
  EXPECT_EQ(notice(), QStringLiteral("This image has not been analysed yet.|Its faces are shown as soon as it has "
                                     "been."));
  EXPECT_TRUE(m_panel.wholeButton().isHidden());
  m_panel.showEntry(entry(State::Waiting, true));
  EXPECT_TRUE(notice().startsWith(QStringLiteral("This video has not been analysed yet."))) << notice().toStdString();
  m_panel.showEntry(entry(State::NoFace));
  EXPECT_TRUE(notice().startsWith(QStringLiteral("No face was found.|If the image is a face")))
      << notice().toStdString();
  EXPECT_FALSE(m_panel.wholeButton().isHidden());
  PredictEntry silent = entry(State::NoFace, true);
  silent.results = results(0);
  m_panel.showEntry(silent);
  EXPECT_TRUE(notice().startsWith(QStringLiteral("No face was found in this video."))) << notice().toStdString();
  EXPECT_TRUE(m_panel.wholeButton().isHidden());
  PredictEntry failed = entry(State::Failed);
  failed.problem = QStringLiteral("It is no picture.");
  m_panel.showEntry(failed);
  EXPECT_EQ(notice(), QStringLiteral("This image cannot be analysed.|It is no picture."));
  PredictEntry again = entry(State::Done);
  again.problem = QStringLiteral("It is gone.");
  m_panel.showEntry(again);
  EXPECT_EQ(notice(),
            QStringLiteral("This image could not be analysed again.|The result of before is kept. It is gone."));
  PredictEntry stopped = entry(State::Waiting, true);
  stopped.results = results(10);
  m_panel.showEntry(stopped);
  EXPECT_TRUE(notice().startsWith(QStringLiteral("The analysis of this video was stopped."))) << notice().toStdString();
  PredictEntry noted = entry(State::Done);
  noted.notes = {{PictureNote::Kind::FirstFrame, 12}};
  m_panel.showEntry(noted);
  EXPECT_EQ(notice(), QStringLiteral("About this image|The first of 12 frames of the animation is shown."));
}

TEST_F(ImagePanelTest, NamesThePartsOfAVideoThatCannotBeRead) {
  PredictEntry torn = entry(State::Done, true);
  torn.results = results(50);
  torn.results->finish({false, 50, 25, {{1.24, 2.5}, {3, 4.75}}});
  m_panel.showEntry(torn);
  EXPECT_EQ(notice(),
            QStringLiteral("Parts of this video cannot be read.|Unreadable and left out: 1.2 to 2.5 s, 3.0 to "
                           "4.8 s."));
  torn.results->finish({false, 50, 25, {{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}, {11, 12}, {13, 14}}});
  m_panel.showEntry(torn);
  EXPECT_TRUE(notice().endsWith(QStringLiteral("7.0 to 8.0 s, and 3 more."))) << notice().toStdString();
}

TEST_F(ImagePanelTest, ASearchSaysHowFarItIs) {
  m_panel.showEntry(entry(State::Waiting, true));
  m_panel.showSearch(0.37);
  EXPECT_EQ(notice(), QStringLiteral("Looking for the frame...|The video is gone through once to find its frames: 37 "
                                     "%."));
}

class VideoTimelineTest : public testing::Test {
protected:
  VideoTimelineTest() {
    m_timeline.setClasses({{"Neutral", 0}, {"Happiness", 1}});
    m_timeline.showVideo(results(1501), 2);
  }
  QString moment() const { return m_timeline.findChild<ElidedLabel*>()->text(); }

  mien::test::ScreenLocale m_english{QLocale(QStringLiteral("en_GB"))};
  VideoTimeline m_timeline;
};

TEST_F(VideoTimelineTest, SaysWhichFrameIsShownAndWhen) {
  EXPECT_EQ(moment(), QString());
  m_timeline.setFrame(1234);
  EXPECT_EQ(moment(), QStringLiteral("Frame 1,235 of 1,501, at 49.4 s. Arrow keys or a click choose another."));
}

TEST_F(VideoTimelineTest, ShowsTheProbabilitiesOfTheFaceThatIsFollowed) {
  TimelineChart& chart = m_timeline.chart();
  EXPECT_EQ(chart.title(), QStringLiteral("Face 2 over time"));
  EXPECT_EQ(chart.pointCount(), 1501);
  EXPECT_FLOAT_EQ(static_cast<float>(chart.value(0, 5)), 35);
  EXPECT_FLOAT_EQ(static_cast<float>(chart.value(1, 5)), 65);
  EXPECT_EQ(chart.plot().xAxis->range().upper, 60);
  m_timeline.showVideo(results(1501), 1);
  EXPECT_EQ(chart.title(), QStringLiteral("Face 1 over time"));
  EXPECT_EQ(chart.pointCount(), 750) << "from frame 751 on";
  EXPECT_FLOAT_EQ(static_cast<float>(chart.value(0, 5)), 90);
  m_timeline.showVideo(nullptr, 0);
  EXPECT_EQ(chart.title(), QStringLiteral("Emotions over time"));
  EXPECT_EQ(chart.pointCount(), 0);
}

TEST_F(VideoTimelineTest, KeysGoByAFrameOrASecond) {
  QSignalSpy chosen(&m_timeline, &VideoTimeline::frameChosen);
  m_timeline.setFrame(100);
  const auto press = [&](Qt::Key key) {
    QTest::keyClick(&m_timeline.chart(), key);
    return chosen.isEmpty() ? -1 : chosen.takeLast().first().toInt();
  };
  EXPECT_EQ(press(Qt::Key_Right), 101);
  EXPECT_EQ(press(Qt::Key_Left), 100);
  EXPECT_EQ(press(Qt::Key_PageDown), 125);
  EXPECT_EQ(press(Qt::Key_PageUp), 100);
  m_timeline.setFrame(1490);
  EXPECT_EQ(press(Qt::Key_PageDown), 1500) << "the last";
  EXPECT_EQ(press(Qt::Key_Right), -1);
  emit m_timeline.chart().momentChosen(10.03);
  EXPECT_EQ(chosen.takeLast().first().toInt(), 251); // 10.04 s is nearer than 10.00 s
}

/// A picture of 400 x 200 px, of which each px is two of the image; in it three faces, the largest first.
class FaceCanvasTest : public testing::Test {
protected:
  FaceCanvasTest() {
    auto analysis = std::make_shared<ImageAnalysis>();
    analysis->faces = {face({40, 100, 240, 240}, {0.1F, 0.9F}, 1), face({520, 60, 160, 160}, {0.95F, 0.05F}, 0),
                       face({600, 300, 80, 80}, {0.6F, 0.4F}, 0)};
    QImage picture(400, 200, QImage::Format_RGB32);
    picture.fill(QColor(255, 0, 255));
    m_canvas.setFormatter({{{"Sadness", 3}, {"Anger", 4}}, 0.7, {}});
    m_canvas.resize(800, 600);
    m_canvas.setImage(picture, 0.5, analysis);
  }

  static AnalyzedFace face(const cv::Rect2f& box, std::vector<float> probabilities, int label) {
    AnalyzedFace face;
    face.face.box = box;
    face.probabilities = std::move(probabilities);
    face.label = label;
    return face;
  }

  FaceCanvas m_canvas;
};

TEST_F(FaceCanvasTest, BoxesLieWhereTheFacesAre) {
  // The picture fills the width, 800 x 400, and stands in the middle of the height, from 100 on.
  EXPECT_EQ(m_canvas.faceRect(0), QRectF(40, 200, 240, 240));
  EXPECT_EQ(m_canvas.faceRect(1), QRectF(520, 160, 160, 160));
  const QImage image = mien::test::drawn(m_canvas);
  EXPECT_EQ(mien::test::boxOfColor(image, QColor(255, 0, 255)), QRect(0, 100, 800, 400));
  struct Box {
    int face;
    int emotion;
  };
  for (const Box& box : {Box{0, 4}, Box{1, 3}, Box{2, -1}}) { // the third is uncertain, and dashed
    const QRectF rect = m_canvas.faceRect(box.face);
    const QPoint left(qRound(rect.left()), qRound(rect.center().y()));
    const QPoint right(qRound(rect.right()), qRound(rect.center().y()));
    for (const QPoint& edge : {left, right}) {
      EXPECT_FALSE(
          mien::test::boxOfColor(image, emotionColor(box.emotion, true), QRect(edge - QPoint(3, 12), QSize(7, 25)), 6)
              .isNull())
          << box.face << " at " << edge.x();
    }
  }
}

TEST_F(FaceCanvasTest, EachLabelStandsAtItsBox) {
  const auto texts = mien::test::paintedTexts(m_canvas);
  const std::vector<QString> expected{QStringLiteral("Anger 90 %"), QStringLiteral("Sadness 95 %"),
                                      QStringLiteral("Uncertain")};
  ASSERT_EQ(texts.size(), 3);
  for (int face = 0; face < 3; ++face) {
    const QPointF at = mien::test::placeOfText(texts, expected[static_cast<std::size_t>(face)]);
    EXPECT_TRUE(m_canvas.labelRects()[static_cast<std::size_t>(face)].contains(at)) << face;
    EXPECT_TRUE(m_canvas.faceRect(face).adjusted(-40, -40, 120, 40).contains(at)) << face;
  }
  m_canvas.setFace(2);
  EXPECT_EQ(
      m_canvas.accessibleDescription(),
      QStringLiteral("Face 1: Anger 90 %\nFace 2: Sadness 95 %\nFace 3, chosen: Uncertain, Sadness has only 60 %"));
}

TEST_F(FaceCanvasTest, AClickChoosesTheFaceThatIsThere) {
  QSignalSpy chosen(&m_canvas, &FaceCanvas::faceChosen);
  QTest::mouseClick(&m_canvas, Qt::LeftButton, {}, m_canvas.faceRect(1).center().toPoint());
  ASSERT_EQ(chosen.count(), 1);
  EXPECT_EQ(chosen.last().first().toInt(), 1);
  QTest::mouseClick(&m_canvas, Qt::LeftButton, {}, m_canvas.faceRect(2).center().toPoint());
  EXPECT_EQ(chosen.last().first().toInt(), 2);
  QTest::mouseClick(&m_canvas, Qt::LeftButton, {}, QPoint(400, 480));
  EXPECT_EQ(chosen.count(), 2);
}

} // namespace
} // namespace mien::ui::test
