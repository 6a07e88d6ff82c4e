#include "core/session/session_reader.h"
#include "tests/ui/live/live_fixture.h"
#include "ui/live/session/live_recording.h"
#include "ui/live/source/source_bar.h"
#include "ui/text/qt_strings.h"
#include "ui/window/main_window.h"

#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTest>

namespace mien::ui::test {

namespace {

class LiveWindowTest : public LiveFixture {
protected:
  /// A window that records.
  std::unique_ptr<MainWindow> recordingWindow() {
    auto window = std::make_unique<MainWindow>(*m_workspace);
    window->show();
    window->showPage(MainWindow::Live);
    LivePage& page = window->livePage();
    useScript(page);
    EXPECT_TRUE(startAndSee(page));
    page.toggleRecording();
    EXPECT_TRUE(waitFor([&page] { return page.recording().seconds() > 0.3; }));
    return window;
  }

  [[nodiscard]] QStringList activities() const {
    QStringList texts;
    for (const Activity& activity : m_workspace->activities()) {
      texts << activity.text;
    }
    return texts;
  }

  [[nodiscard]] std::size_t recordedFrames() const {
    const QDir sessions(QDir(m_workspace->resultsFolder()).filePath("live"));
    const QStringList found = sessions.entryList({"session-*"});
    return found.size() == 1 ? readSession(toPath(sessions.filePath(found.first()))).results.size() : 0;
  }
};

TEST_F(LiveWindowTest, ClosingWhileItRecordsWritesTheRecordingAndSaysSo) {
  QSettings().setValue(QStringLiteral("live/recordVideo"), true);
  const auto window = recordingWindow();
  EXPECT_FALSE(window->close()) << "it asks first";
  auto* question = window->findChild<QMessageBox*>();
  ASSERT_NE(question, nullptr);
  for (QAbstractButton* button : question->buttons()) {
    if (question->buttonRole(button) == QMessageBox::AcceptRole) {
      button->click();
    }
  }
  EXPECT_TRUE(window->isVisible()) << "it does not block until the video is written";
  EXPECT_EQ(activities(), QStringList("Writing the recording"));
  ASSERT_TRUE(waitFor([&] { return !window->isVisible(); }));
  EXPECT_GT(recordedFrames(), 1U);
}

TEST_F(LiveWindowTest, ClosingWhileTheRecordingIsWrittenAsksNothing) {
  const auto window = recordingWindow();
  window->livePage().toggleRecording();
  EXPECT_EQ(activities(), QStringList("Writing the recording"));
  EXPECT_FALSE(window->close());
  EXPECT_EQ(window->findChild<QMessageBox*>(), nullptr) << "nothing can be stopped";
  ASSERT_TRUE(waitFor([&] { return !window->isVisible(); }));
  EXPECT_GT(recordedFrames(), 1U);
}

TEST_F(LiveWindowTest, TheWindowHoldsThePageAndStopsItWhenClosed) {
  MainWindow window(*m_workspace);
  window.show();
  window.showPage(MainWindow::Live);
  LivePage& page = window.livePage();
  EXPECT_TRUE(page.isVisible());
  page.controller().setLoader([](const QString&, DetectorKind) -> LiveController::Engine {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    throw std::runtime_error("too late");
  });
  chooseModel();
  page.bar().setSource({.kind = LiveSource::Kind::Url, .location = "rtsp://127.0.0.1:1/x", .name = {}, .loop = false});
  page.start();
  EXPECT_EQ(page.controller().state(), LiveController::State::Loading);
  page.stop();
  EXPECT_TRUE(window.close());
  EXPECT_FALSE(page.controller().active());
}

} // namespace

} // namespace mien::ui::test
