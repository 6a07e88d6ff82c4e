#include "core/demo/demo_photo.h"
#include "core/face/annotation/image_file.h"
#include "tests/ui/live/live_fixture.h"
#include "ui/live/source/camera_list.h"
#include "ui/live/source/source_banner.h"
#include "ui/live/source/source_bar.h"
#include "ui/live/view/live_face_panel.h"
#include "ui/live/view/live_metrics.h"
#include "ui/live/view/video_view.h"
#include "ui/widgets/panels/empty_state_panel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTest>

#include <opencv2/core/mat.hpp>

namespace mien::ui::test {

namespace {

using State = LiveController::State;

class LiveSourceTest : public LiveFixture {};

TEST_F(LiveSourceTest, ALostCameraIsSaidCalmlyAndComesBack) {
  ASSERT_TRUE(startAndSee());
  *m_script = Script::Missing;
  ASSERT_TRUE(waitFor([this] { return m_page->controller().state() == State::Lost; }));
  EXPECT_TRUE(m_page->sourceBanner().isVisible());
  EXPECT_EQ(m_page->sourceBanner().title(), "There is no picture from Desk camera. Mien keeps trying.");
  EXPECT_TRUE(waitFor([this] { return m_page->sourceBanner().details().contains("camera"); }));
  EXPECT_TRUE(m_page->sourceBanner().retryButton().isVisible());
  EXPECT_TRUE(m_page->figures().text().startsWith(QStringLiteral("Captured: –"))) << "nothing is captured now";
  EXPECT_EQ(m_page->facePanel().title(), "Face 1 is out of view.");
  EXPECT_EQ(m_page->facePanel().hint(), "The bars show its last values.");
  *m_script = Script::Frames;
  m_page->sourceBanner().retryButton().click();
  ASSERT_TRUE(waitFor([this] { return m_page->controller().state() == State::Running; }));
  EXPECT_FALSE(m_page->sourceBanner().isVisible());
}

TEST_F(LiveSourceTest, ACameraThatIsNotThereDoesNotFreezeOrFail) {
  *m_script = Script::Missing;
  chooseModel();
  chooseCamera();
  m_page->start();
  ASSERT_TRUE(waitFor([this] { return m_page->sourceBanner().isVisible(); }));
  EXPECT_TRUE(m_page->sourceBanner().details().contains("There is no camera 7."));
  EXPECT_EQ(m_page->facePanel().title(), "No face has been seen yet.") << "nobody has looked";
  m_page->stop();
  EXPECT_FALSE(m_page->sourceBanner().isVisible());
  EXPECT_EQ(m_page->statePanel().title(), "Ready for Desk camera");
}

TEST_F(LiveSourceTest, AnEndIsSaidAndCanBeginAgain) {
  *m_script = Script::Video;
  ASSERT_TRUE(startAndSee());
  *m_script = Script::End;
  ASSERT_TRUE(waitFor([this] { return m_page->controller().state() == State::Ended; }));
  EXPECT_TRUE(m_page->sourceBanner().title().endsWith("has come to its end."));
  EXPECT_NE(m_page->view().frame(), nullptr) << "the last picture stays";
  *m_script = Script::Video;
  m_page->sourceBanner().retryButton().click();
  EXPECT_TRUE(waitFor([this] { return m_page->controller().state() == State::Running; }));
}

TEST_F(LiveSourceTest, ACameraRestsWhileThePageIsHidden) {
  ASSERT_TRUE(startAndSee());
  QWidget window; // a page is hidden alone while its window stays
  m_page->setParent(&window);
  window.show();
  m_page->show();
  m_page->start();
  ASSERT_TRUE(waitFor([this] { return m_page->controller().state() == State::Running; }));
  m_page->hide();
  EXPECT_EQ(m_page->controller().state(), State::Idle);
  m_page->show();
  EXPECT_TRUE(waitFor([this] { return m_page->controller().state() == State::Running; }));
  window.hide();
  EXPECT_EQ(m_page->controller().state(), State::Idle);
  m_page->setParent(nullptr);
}

TEST_F(LiveSourceTest, AnotherCameraIsWatchedAtOnce) {
  ASSERT_TRUE(startAndSee());
  m_page->bar().setCameras({{"Desk camera", "/dev/video7"}, {"Door camera", "/dev/video8"}});
  auto* kinds = m_page->bar().findChild<QComboBox*>();
  ASSERT_NE(kinds, nullptr);
  kinds->setCurrentIndex(1);
  emit kinds->activated(1);
  EXPECT_EQ(m_page->bar().source().name, "Door camera");
  EXPECT_TRUE(m_page->controller().active());
  EXPECT_TRUE(waitFor([this] { return m_page->controller().state() == State::Running; }));
}

TEST_F(LiveSourceTest, BeginsWithTheCamera) {
  SourceBar bar(*m_workspace);
  const auto* kinds = bar.findChild<QComboBox*>();
  EXPECT_EQ(kinds->currentText(), "Camera");
  bar.setCameras({{"Desk camera", "/dev/video7"}, {"Door camera", "/dev/video8"}});
  EXPECT_EQ(kinds->currentText(), "Desk camera");
}

TEST_F(LiveSourceTest, ACameraThatIsUnpluggedStaysTheChosenOne) {
  ASSERT_TRUE(startAndSee());
  ASSERT_NE(m_page->findChild<CameraList*>(), nullptr);
  emit m_page->findChild<CameraList*>()->changed(); // to none, there being none here
  EXPECT_EQ(m_page->bar().source().name, "Desk camera");
  EXPECT_TRUE(m_page->controller().active());
  m_page->bar().setCameras({{"Door camera", "/dev/video7"}});
  EXPECT_EQ(m_page->bar().source().name, "Desk camera");
  m_page->bar().setCameras({{"Door camera", "/dev/video7"}, {"Desk camera", "/dev/video9"}});
  EXPECT_EQ(m_page->bar().source().name, "Desk camera");
  EXPECT_EQ(m_page->bar().source().location, "/dev/video9") << "plugged in again, and numbered anew";
  m_page->stop();
  m_page->bar().setCameras({{"Door camera", "/dev/video7"}});
  EXPECT_EQ(m_page->bar().source().name, "Door camera");
}

TEST_F(LiveSourceTest, AnotherCameraDoesNotBeginByItself) {
  ASSERT_TRUE(startAndSee());
  QWidget window;
  m_page->setParent(&window);
  window.show();
  m_page->show();
  m_page->start();
  ASSERT_TRUE(waitFor([this] { return m_page->controller().state() == State::Running; }));
  m_page->hide();
  m_page->bar().setCameras({{"Door camera", "/dev/video8"}});
  emit m_page->bar().changed();
  m_page->show();
  EXPECT_EQ(m_page->bar().source().name, "Door camera");
  EXPECT_EQ(m_page->controller().state(), State::Idle) << "somebody else's picture";
  m_page->setParent(nullptr);
}

TEST_F(LiveSourceTest, AFolderOfDemoFacesIsShown) {
  const auto photos = m_folder / "photos";
  std::filesystem::create_directories(photos);
  for (int i = 0; i < 3; ++i) {
    DemoPhoto photo = renderDemoPhoto(static_cast<std::uint64_t>(i), 2);
    savePng(cv::Mat(photo.height, photo.width, CV_8UC1, photo.pixels.data()), photos / (std::to_string(i) + ".png"));
  }
  m_page->controller().setOpener([](const SourceSpec& spec) { return openSource(spec); });
  chooseModel();
  m_page->bar().setSource(
      {.kind = LiveSource::Kind::Folder, .location = photos.string(), .name = "photos", .loop = false});
  m_page->start();
  ASSERT_TRUE(waitFor([this] { return m_page->view().result() != nullptr; }));
  EXPECT_EQ(m_page->view().frame()->image.cols, 640);
  ASSERT_TRUE(waitFor([this] { return m_page->controller().state() == State::Ended; }));
  EXPECT_EQ(m_page->sourceBanner().title(), "photos has come to its end.");
}

TEST_F(LiveSourceTest, TheChosenSourceIsRemembered) {
  m_page->bar().setSource(
      {.kind = LiveSource::Kind::Url, .location = "rtsp://example/stream", .name = {}, .loop = false});
  const SourceBar second(*m_workspace);
  EXPECT_EQ(second.source().kind, LiveSource::Kind::Url);
  EXPECT_EQ(second.source().location, "rtsp://example/stream");
  EXPECT_TRUE(second.source().isLive());
}

TEST_F(LiveSourceTest, APasswordIsNeitherShownNorStored) {
  SourceBar& bar = m_page->bar();
  bar.setSource({.kind = LiveSource::Kind::Url,
                 .location = "rtsp://me:secret@example/stream?token=secret&size=2",
                 .name = {},
                 .loop = false});
  EXPECT_EQ(bar.source().location, "rtsp://me:secret@example/stream?token=secret&size=2") << "it is used";
  EXPECT_EQ(bar.source().name, "rtsp://example/stream?size=2");
  bar.setKind(LiveSource::Kind::Video);
  bar.setKind(LiveSource::Kind::Url);
  EXPECT_EQ(bar.source().location, "rtsp://me:secret@example/stream?token=secret&size=2") << "typed once a session";
  const QSettings settings;
  for (const QString& key : settings.allKeys()) {
    EXPECT_FALSE(settings.value(key).toString().contains(QStringLiteral("secret"))) << qPrintable(key);
  }
  const SourceBar next(*m_workspace);
  EXPECT_EQ(next.source().location, "rtsp://example/stream?size=2");
}

TEST_F(LiveSourceTest, StartingAndStoppingManyTimesLeavesNothingRunning) {
  ASSERT_TRUE(startAndSee());
  for (int i = 0; i < 30; ++i) {
    m_page->stop();
    m_page->start();
    QTest::qWait(i % 3 * 5);
  }
  EXPECT_TRUE(waitFor([this] { return m_page->controller().state() == State::Running; }));
  m_page->stop();
  EXPECT_TRUE(m_workspace->activities().empty());
}

TEST_F(LiveSourceTest, IsClosedWhileItRuns) {
  ASSERT_TRUE(startAndSee());
  m_page.reset();
  QTest::qWait(50);
}

TEST_F(LiveSourceTest, IsClosedWhileTheModelLoads) {
  m_page->controller().setLoader([](const QString&, DetectorKind) -> LiveController::Engine {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return {};
  });
  chooseModel();
  chooseCamera();
  m_page->start();
  EXPECT_EQ(m_page->controller().state(), State::Loading);
  EXPECT_EQ(m_workspace->activities().size(), 1U);
  m_page.reset();
  EXPECT_TRUE(m_workspace->activities().empty());
}

} // namespace

} // namespace mien::ui::test
