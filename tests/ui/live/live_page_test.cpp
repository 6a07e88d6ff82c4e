#include "tests/ui/live/live_fixture.h"
#include "ui/charts/timeline_chart.h"
#include "ui/live/session/settings_panel.h"
#include "ui/live/source/source_bar.h"
#include "ui/live/source/usage_notice_panel.h"
#include "ui/live/view/live_face_panel.h"
#include "ui/live/view/live_metrics.h"
#include "ui/live/view/video_view.h"
#include "ui/widgets/panels/empty_state_panel.h"
#include "ui/widgets/panels/message_banner.h"

#include <QAbstractButton>
#include <QDir>
#include <QImage>
#include <QLocale>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

namespace mien::ui::test {

namespace {

class LivePageTest : public LiveFixture {
protected:
  QAbstractButton* button(const QString& text) const {
    for (auto* found : m_page->findChildren<QAbstractButton*>()) {
      if (found->text().remove(QLatin1Char('&')) == text && found->isVisible()) {
        return found;
      }
    }
    return nullptr;
  }
};

TEST_F(LivePageTest, WithoutAModelItSaysWhatToDo) {
  EXPECT_TRUE(m_page->statePanel().isVisible());
  EXPECT_EQ(m_page->statePanel().title(), "No model is open.");
  const QSignalSpy asked(m_page.get(), &LivePage::openModelRequested);
  ASSERT_NE(button("Open a Model..."), nullptr);
  button("Open a Model...")->click();
  EXPECT_EQ(asked.count(), 1);
}

TEST_F(LivePageTest, WithoutACameraItOffersAVideo) {
  chooseModel();
  EXPECT_EQ(m_page->statePanel().title(), "No camera was found.");
  ASSERT_TRUE(waitFor([this] { return button("Choose a Video...") != nullptr; }));
  ASSERT_NE(button("Look Again"), nullptr);
  button("Look Again")->click();
  EXPECT_EQ(m_page->controller().state(), LiveController::State::Idle);
}

TEST_F(LivePageTest, ShowsFramesAndFaces) {
  ASSERT_TRUE(startAndSee());
  ASSERT_TRUE(waitFor([this] { return m_page->view().drawMilliseconds() > 0; }));
  EXPECT_TRUE(m_page->view().isVisible());
  ASSERT_NE(m_page->view().frame(), nullptr);
  EXPECT_EQ(m_page->view().result()->faces.size(), 2U);
  EXPECT_TRUE(m_page->facePanel().title().startsWith("Face 1: Happiness")) << m_page->facePanel().title().toStdString();
  EXPECT_TRUE(m_page->view().accessibleDescription().contains("Happiness"));
  EXPECT_FALSE(m_page->figures().text().contains(QStringLiteral("–"))) << m_page->figures().text().toStdString();
}

TEST_F(LivePageTest, ArrowKeysAndClicksChooseAFace) {
  m_page->settingsPanel().setMirrored(false);
  ASSERT_TRUE(startAndSee());
  EXPECT_EQ(m_page->chosenFace(), 1);
  m_page->view().setFocus();
  QTest::keyClick(&m_page->view(), Qt::Key_Right);
  EXPECT_EQ(m_page->chosenFace(), 2);
  EXPECT_TRUE(m_page->facePanel().title().startsWith("Face 2"));
  QTest::keyClick(&m_page->view(), Qt::Key_Right);
  EXPECT_EQ(m_page->chosenFace(), 1);
  const QRectF picture = m_page->view().pictureRect();
  const QPointF second(picture.left() + picture.width() * 240 / 320, picture.top() + picture.height() * 100 / 240);
  QTest::mouseClick(&m_page->view(), Qt::LeftButton, Qt::NoModifier, second.toPoint());
  EXPECT_EQ(m_page->chosenFace(), 2);
  QTest::keyClick(&m_page->view(), Qt::Key_M);
  QTest::mouseClick(&m_page->view(), Qt::LeftButton, Qt::NoModifier, second.toPoint());
  EXPECT_EQ(m_page->chosenFace(), 1) << "the mirrored picture has the first face there";
}

TEST_F(LivePageTest, TheTimelineFollowsTheChosenFace) {
  ASSERT_TRUE(startAndSee());
  ASSERT_TRUE(waitFor([this] { return m_page->chart().pointCount() > 3; }));
  EXPECT_EQ(m_page->chart().curveCount(), 8);
  EXPECT_EQ(m_page->chart().title(), "Face 1 over time");
  EXPECT_GT(m_page->chart().value(1, 0), 50); // happiness
  m_page->chooseFace(2);
  EXPECT_EQ(m_page->chart().title(), "Face 2 over time");
  EXPECT_GT(m_page->chart().pointCount(), 0);
}

TEST_F(LivePageTest, SpaceStartsAndStops) {
  chooseModel();
  chooseCamera();
  m_page->setFocus();
  QTest::keyClick(m_page.get(), Qt::Key_Space);
  ASSERT_TRUE(waitFor([this] { return m_page->controller().state() == LiveController::State::Running; }));
  QTest::keyClick(&m_page->view(), Qt::Key_Space);
  EXPECT_EQ(m_page->controller().state(), LiveController::State::Idle);
  QTest::keyClick(&m_page->view(), Qt::Key_Space);
  EXPECT_TRUE(waitFor([this] { return m_page->controller().state() == LiveController::State::Running; }));
}

TEST_F(LivePageTest, ASnapshotIsSavedWithItsBoxes) {
  m_page->settingsPanel().setMirrored(false);
  ASSERT_TRUE(startAndSee());
  EXPECT_TRUE(m_page->canExport());
  QTest::keyClick(&m_page->view(), Qt::Key_S);
  ASSERT_TRUE(waitFor([this] { return !m_page->banner().title().isEmpty(); }));
  EXPECT_EQ(m_page->banner().title(), "The snapshot was saved.");
  const QImage saved(m_page->banner().details());
  ASSERT_EQ(saved.size(), QSize(320, 240));
  EXPECT_EQ(saved.pixelColor(90, 200), QColor(201, 201, 201));
  EXPECT_NE(saved.pixelColor(40, 120), QColor(201, 201, 201)) << "the left edge of the first face's box";
}

TEST_F(LivePageTest, UncertainFacesAreCalledSo) {
  QSettings().setValue(QStringLiteral("live/uncertainBelow"), 0.99);
  m_page = std::make_unique<LivePage>(*m_workspace);
  EXPECT_DOUBLE_EQ(m_page->settingsPanel().settings().uncertainBelow, 0.99);
  FaceResult face;
  face.id = 3;
  face.label = 1;
  face.probabilities = {0.3F, 0.7F};
  FrameResult result;
  result.faces = {face};
  m_page->facePanel().showFace(result, 3, 0.99);
  EXPECT_EQ(m_page->facePanel().title(), "Face 3: Uncertain");
  m_page->facePanel().showFace(result, 3, 0.5);
  EXPECT_EQ(m_page->facePanel().title(), "Face 3: Happiness");
}

TEST_F(LivePageTest, AnotherThresholdCountsAtOnce) {
  ASSERT_TRUE(startAndSee());
  m_page->stop();
  ASSERT_TRUE(m_page->facePanel().title().startsWith("Face 1: Happiness")) << m_page->facePanel().title().toStdString();
  for (auto* box : m_page->settingsPanel().findChildren<QSpinBox*>()) {
    if (box->accessibleName() == "Uncertain below this probability") {
      box->setValue(100);
    }
  }
  EXPECT_EQ(m_page->facePanel().title(), "Face 1: Uncertain");
}

TEST_F(LivePageTest, TheNoticeComesFirstAndAgainWhenAskedFor) {
  QSettings().remove(QStringLiteral("live/noticeAccepted"));
  m_page = std::make_unique<LivePage>(*m_workspace);
  m_page->resize(1000, 700);
  m_page->show();
  chooseModel();
  chooseCamera();
  EXPECT_TRUE(m_page->notice().isVisible());
  EXPECT_FALSE(m_page->chart().isVisible()) << "its place is the notice's";
  m_page->start();
  EXPECT_EQ(m_page->controller().state(), LiveController::State::Idle);
  ASSERT_NE(button("I Understand"), nullptr);
  button("I Understand")->click();
  EXPECT_FALSE(m_page->notice().isVisible());
  EXPECT_TRUE(m_page->chart().isVisible());
  const LivePage second(*m_workspace);
  EXPECT_FALSE(second.notice().isVisibleTo(&second));
  emit m_page->bar().noticeRequested();
  EXPECT_TRUE(m_page->notice().isVisible());
}

TEST_F(LivePageTest, AModelThatCannotBeLoadedIsNamed) {
  m_page->controller().setLoader([](const QString&, DetectorKind) -> LiveController::Engine {
    throw std::runtime_error("The file is cut short.");
  });
  chooseModel();
  chooseCamera();
  m_page->start();
  ASSERT_TRUE(waitFor([this] { return !m_page->banner().title().isEmpty(); }));
  EXPECT_EQ(m_page->banner().title(), "The model model.pth cannot be used.");
  EXPECT_EQ(m_page->controller().state(), LiveController::State::Idle);
  EXPECT_TRUE(m_workspace->activities().empty());
}

TEST_F(LivePageTest, FiguresAreShownAtOnceAfterTheyWereCleared) {
  LiveMetrics figures;
  FrameResult result;
  result.capturedPerSecond = 30;
  figures.setFigures(result, 1);
  EXPECT_TRUE(figures.text().startsWith(QStringLiteral("Captured: %1 / s").arg(QLocale().toString(30.0, 'f', 1))))
      << figures.text().toStdString();
  figures.clear();
  result.capturedPerSecond = 15;
  figures.setFigures(result, 1);
  EXPECT_TRUE(figures.text().startsWith(QStringLiteral("Captured: %1 / s").arg(QLocale().toString(15.0, 'f', 1))))
      << figures.text().toStdString();
}

TEST_F(LivePageTest, EveryControlHasAName) {
  ASSERT_TRUE(startAndSee());
  for (const auto* widget : m_page->findChildren<QWidget*>()) {
    const bool reachable = widget->isVisibleTo(m_page.get()) && widget->focusPolicy() & Qt::TabFocus;
    if (const auto* pressed = qobject_cast<const QAbstractButton*>(widget); pressed && !pressed->text().isEmpty()) {
      continue;
    }
    if (reachable && widget->metaObject()->className() != std::string("QTabBar")) {
      EXPECT_FALSE(widget->accessibleName().isEmpty()) << widget->metaObject()->className();
    }
  }
}

TEST_F(LivePageTest, FitsIntoASmallWindow) {
  ASSERT_TRUE(startAndSee());
  EXPECT_LE(m_page->minimumSizeHint().width(), 930);
  EXPECT_LE(m_page->minimumSizeHint().height(), 570);
}

} // namespace

} // namespace mien::ui::test
