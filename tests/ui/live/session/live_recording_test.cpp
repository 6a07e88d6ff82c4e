#include "core/session/session_files.h"
#include "core/session/session_reader.h"
#include "tests/support/small_disk.h"
#include "tests/ui/live/live_fixture.h"
#include "ui/charts/timeline_chart.h"
#include "ui/live/replay/live_replay.h"
#include "ui/live/replay/replay_bar.h"
#include "ui/live/replay/session_replay.h"
#include "ui/live/session/live_recording.h"
#include "ui/live/source/source_banner.h"
#include "ui/live/source/source_bar.h"
#include "ui/live/view/live_face_panel.h"
#include "ui/live/view/video_view.h"
#include "ui/text/percent_text.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/panels/empty_state_panel.h"
#include "ui/widgets/panels/message_banner.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <fstream>

namespace mien::ui::test {

namespace {

class LiveRecordingTest : public LiveFixture {
protected:
  /// The folder of a recording of about `milliseconds`; empty when that failed.
  QString record(int milliseconds) {
    if (!startAndSee()) {
      return {};
    }
    m_page->toggleRecording();
    if (!waitFor([this] { return m_page->recording().running(); })) {
      return {};
    }
    EXPECT_EQ(m_workspace->activities().size(), 1U);
    QTest::qWait(milliseconds);
    m_page->toggleRecording();
    const bool ended = waitFor([this] { return !m_page->banner().details().isEmpty(); });
    EXPECT_TRUE(m_workspace->activities().empty());
    return ended ? m_page->banner().details() : QString();
  }

  void replay(const QString& folder) {
    m_page->stop();
    m_page->bar().setSource(
        {.kind = LiveSource::Kind::Recording, .location = toPath(folder).string(), .name = {}, .loop = false});
    m_page->start();
  }
};

TEST_F(LiveRecordingTest, WritesWhatWasFound) {
  const QString folder = record(600);
  ASSERT_FALSE(folder.isEmpty());
  EXPECT_TRUE(QDir(folder).exists(QString::fromLatin1(SessionFiles::kTable)));
  EXPECT_TRUE(QDir(folder).exists(QString::fromLatin1(SessionFiles::kSummary)));
  EXPECT_FALSE(QDir(folder).exists(QString::fromLatin1(SessionFiles::kVideo))) << "pictures only when asked for";
  const RecordedSession session = readSession(toPath(folder));
  EXPECT_EQ(session.labels.size(), 8U);
  ASSERT_GT(session.results.size(), 5U);
  EXPECT_EQ(session.results.back().faces.size(), 2U);
  m_page->bar().setKind(LiveSource::Kind::Recording);
  EXPECT_EQ(m_page->bar().source().location, toPath(folder).string()) << "the next to be replayed";
}

TEST_F(LiveRecordingTest, ARecordingIsReplayed) {
  const QString folder = record(800);
  ASSERT_FALSE(folder.isEmpty());
  this->replay(folder);
  SessionReplay& replay = m_page->replay();
  ASSERT_TRUE(waitFor([&] { return replay.isOpen(); }));
  EXPECT_GT(replay.duration(), 0.3);
  EXPECT_TRUE(replay.playing());
  EXPECT_GT(m_page->chart().pointCount(), 5);
  ASSERT_TRUE(waitFor([&] { return !replay.playing(); }));
  EXPECT_DOUBLE_EQ(replay.position(), replay.duration());
  EXPECT_EQ(m_page->view().result()->faces.size(), 2U);
  EXPECT_TRUE(m_page->facePanel().title().startsWith("Face 1")) << m_page->facePanel().title().toStdString();
  replay.seek(0.1);
  EXPECT_NEAR(replay.position(), 0.1, 1e-9);
  QTest::keyClick(&m_page->view(), Qt::Key_Space);
  EXPECT_TRUE(replay.playing());
  m_page->bar().setSource({.kind = LiveSource::Kind::Url, .location = "rtsp://x", .name = {}, .loop = false});
  EXPECT_FALSE(replay.isOpen());
}

TEST_F(LiveRecordingTest, StartGoesOnWithAPausedReplay) {
  const QString folder = record(800);
  ASSERT_FALSE(folder.isEmpty());
  this->replay(folder);
  SessionReplay& replay = m_page->replay();
  ASSERT_TRUE(waitFor([&] { return replay.isOpen(); }));
  m_page->stop();
  replay.seek(0.3);
  EXPECT_FALSE(replay.playing());
  m_page->start();
  EXPECT_TRUE(replay.playing());
  EXPECT_GE(replay.position(), 0.3);
}

TEST_F(LiveRecordingTest, ARecordingIsNotReadForNobody) {
  const QString folder = record(200);
  ASSERT_FALSE(folder.isEmpty());
  this->replay(folder);
  ASSERT_TRUE(m_page->replay().loading());
  m_page->stop();
  EXPECT_FALSE(m_page->replay().loading());
  EXPECT_EQ(m_page->statePanel().title(), QStringLiteral("Ready for %1").arg(QDir(folder).dirName()));
  m_page->start();
  ASSERT_TRUE(m_page->replay().loading());
  m_page->hide();
  EXPECT_FALSE(m_page->replay().loading());
  m_page->show();
  QTest::qWait(100);
  EXPECT_FALSE(m_page->replay().isOpen());
}

TEST_F(LiveRecordingTest, AReplayHasTheSizeOfThePictures) {
  const QString folder = record(400);
  ASSERT_FALSE(folder.isEmpty());
  replay(folder);
  ASSERT_TRUE(waitFor([this] { return m_page->replay().isOpen(); }));
  EXPECT_EQ(m_page->replay().result()->size, cv::Size(320, 240));
}

TEST_F(LiveRecordingTest, AVideoThatCannotBeReadIsSaidAndTheFacesAreReplayed) {
  const QString folder = record(400);
  ASSERT_FALSE(folder.isEmpty());
  std::ofstream(toPath(folder) / SessionFiles::kVideo) << "no video";
  replay(folder);
  ASSERT_TRUE(waitFor([this] { return m_page->sourceBanner().isVisible(); }));
  EXPECT_EQ(m_page->sourceBanner().title(),
            QStringLiteral("The pictures of %1 cannot be shown.").arg(QDir(folder).dirName()));
  EXPECT_TRUE(m_page->sourceBanner().details().contains(QString::fromLatin1(SessionFiles::kVideo)));
  EXPECT_TRUE(m_page->replay().isOpen());
  EXPECT_EQ(m_page->view().frame(), nullptr);
  const QImage shown = m_page->view().grab().toImage();
  const QRectF picture = m_page->view().pictureRect();
  const int middle = qRound(picture.top() + picture.height() * 110 / 240); // of the first face, which begins at x = 40
  EXPECT_NE(shown.pixelColor(qRound(picture.left() + picture.width() * 40 / 320), middle),
            shown.pixelColor(qRound(picture.left() + picture.width() * 20 / 320), middle))
      << "a box";
  m_page->bar().setKind(LiveSource::Kind::Url);
  EXPECT_FALSE(m_page->sourceBanner().isVisible());
}

TEST_F(LiveRecordingTest, TheBarSaysHowFarTheVideoIsLookedThrough) {
  const QString folder = record(400);
  ASSERT_FALSE(folder.isEmpty());
  replay(folder);
  ASSERT_TRUE(waitFor([this] { return m_page->replay().isOpen(); }));
  auto* replaying = m_page->findChild<LiveReplay*>();
  auto* bar = m_page->findChild<ReplayBar*>();
  ASSERT_TRUE(replaying != nullptr && bar != nullptr);
  ASSERT_TRUE(bar->isVisible());
  EXPECT_EQ(bar->status(), QString());
  ASSERT_LT(m_page->replay().duration(), 60);
  m_page->replay().pause();
  m_page->replay().seek(m_page->replay().duration() / 2);
  const auto clock = [](double seconds) { // of less than ten seconds
    const QString tenths = QString::number(static_cast<int>(seconds * 10 + 1e-6)).rightJustified(2, u'0');
    return QStringLiteral("0:0") + tenths[0] + QLocale().decimalPoint() + tenths[1];
  };
  EXPECT_EQ(bar->timeText().toStdString(),
            QStringLiteral("%1 of %2")
                .arg(clock(m_page->replay().position()), clock(m_page->replay().duration()))
                .toStdString())
      << "in a short recording a second is much";
  emit replaying->indexing(0.4);
  EXPECT_TRUE(bar->status().contains(percentText(0.4, 0))) << bar->status().toStdString();
  emit replaying->indexing(1);
  EXPECT_EQ(bar->status(), QString());
  emit replaying->indexing(0.4);
  m_page->bar().setKind(LiveSource::Kind::Url);
  EXPECT_EQ(bar->status(), QString()) << "it is closed";
}

TEST_F(LiveRecordingTest, ARecordingThatIsLeftWhileItIsReadDoesNotOpen) {
  const QString folder = record(200);
  ASSERT_FALSE(folder.isEmpty());
  SessionReplay replay;
  const QSignalSpy opened(&replay, &SessionReplay::opened);
  replay.open(folder);
  EXPECT_TRUE(replay.loading());
  replay.close();
  EXPECT_FALSE(replay.loading());
  QTest::qWait(300);
  EXPECT_EQ(opened.count(), 0);
  EXPECT_FALSE(replay.isOpen());
  replay.open(folder);
  EXPECT_TRUE(waitFor([&] { return opened.count() == 1; }));
}

TEST_F(LiveRecordingTest, StoppingEndsTheRecording) {
  ASSERT_TRUE(startAndSee());
  m_page->toggleRecording();
  ASSERT_TRUE(waitFor([this] { return m_page->recording().running(); }));
  QTest::qWait(200);
  m_page->stop();
  ASSERT_TRUE(waitFor([this] { return !m_page->banner().details().isEmpty(); }));
  EXPECT_TRUE(QDir(m_page->banner().details()).exists(QString::fromLatin1(SessionFiles::kTable)));
}

TEST_F(LiveRecordingTest, ACameraRestsWhenARecordingEndsOnAHiddenPage) {
  QWidget window;
  m_page->setParent(&window);
  window.show();
  m_page->show();
  ASSERT_TRUE(startAndSee());
  m_page->toggleRecording();
  ASSERT_TRUE(waitFor([this] { return m_page->recording().running(); }));
  m_page->hide();
  EXPECT_TRUE(m_page->recording().running());
  EXPECT_TRUE(m_page->controller().active());
  m_workspace->activities().back().stop();
  EXPECT_TRUE(waitFor([this] { return !m_page->controller().active(); })) << "nobody watches any more";
  m_page->show();
  EXPECT_TRUE(waitFor([this] { return m_page->controller().active(); }));
  m_page->setParent(nullptr);
}

TEST_F(LiveRecordingTest, AnotherModelWaitsForTheEndOfTheRecording) {
  ASSERT_TRUE(startAndSee());
  m_page->toggleRecording();
  ASSERT_TRUE(waitFor([this] { return m_page->recording().running(); }));
  m_workspace->setModelFile(toQt(m_folder.write("another.pth", "stands for one")));
  QTest::qWait(100);
  EXPECT_TRUE(m_page->recording().running());
  const auto* before = m_page->controller().pipeline();
  m_page->toggleRecording();
  EXPECT_TRUE(waitFor([&] { return m_page->controller().pipeline() != before && m_page->view().result() != nullptr; }));
}

TEST_F(LiveRecordingTest, AFolderThatCannotBeMadeIsSaid) {
  ASSERT_TRUE(startAndSee());
  m_folder.write("results", "a file in the place of the folder");
  m_page->toggleRecording();
  ASSERT_TRUE(waitFor([this] { return !m_page->banner().title().isEmpty(); }));
  EXPECT_EQ(m_page->banner().title(), "The recording has ended.");
  EXPECT_FALSE(m_page->banner().details().isEmpty());
  EXPECT_TRUE(m_page->controller().active()) << "watching goes on";
  m_page->takeSnapshot();
  EXPECT_TRUE(waitFor([this] { return m_page->banner().title() == "The snapshot could not be saved."; }));
}

TEST_F(LiveRecordingTest, AFullDiskEndsTheRecordingAndNothingElse) {
  ASSERT_TRUE(startAndSee());
  const mien::test::SmallDisk disk(m_folder.path() / "results", 64);
  if (!disk.mounted()) {
    GTEST_SKIP() << "may not mount a file system";
  }
  m_page->toggleRecording();
  ASSERT_TRUE(waitFor([this] { return !m_page->banner().title().isEmpty(); }));
  EXPECT_EQ(m_page->banner().title(), "The recording has ended.");
  EXPECT_TRUE(m_page->banner().details().contains("session.csv")) << m_page->banner().details().toStdString();
  EXPECT_TRUE(m_page->banner().details().contains("what was written is kept"));
  EXPECT_TRUE(m_workspace->activities().empty());
  EXPECT_EQ(m_page->controller().state(), LiveController::State::Running);
  const auto frame = m_page->view().frame();
  EXPECT_TRUE(waitFor([&] { return m_page->view().frame() != frame; })) << "watching goes on";
  const QDir sessions(toQt(m_folder.path() / "results" / "live"));
  ASSERT_EQ(sessions.entryList({"session-*"}).size(), 1);
  replay(sessions.filePath(sessions.entryList({"session-*"}).first()));
  EXPECT_TRUE(waitFor([this] { return m_page->replay().isOpen(); })) << m_page->banner().details().toStdString();
}

TEST_F(LiveRecordingTest, SomethingElseThanARecordingIsRefused) {
  m_page->bar().setSource({.kind = LiveSource::Kind::Recording,
                           .location = m_folder.write("other.csv", "a,b\n").string(),
                           .name = {},
                           .loop = false});
  m_page->start();
  ASSERT_TRUE(waitFor([this] { return !m_page->banner().title().isEmpty(); }));
  EXPECT_EQ(m_page->banner().title(), "The recording other.csv cannot be played.");
}

TEST_F(LiveRecordingTest, ClosingWhileRecordingKeepsWhatWasRecorded) {
  ASSERT_TRUE(startAndSee());
  m_page->toggleRecording();
  QTest::qWait(400);
  m_page.reset();
  const QDir sessions(toQt(m_folder.path() / "results" / "live"));
  ASSERT_EQ(sessions.entryList({"session-*"}).size(), 1);
  const auto folder = toPath(sessions.filePath(sessions.entryList({"session-*"}).first()));
  EXPECT_GT(readSession(folder).results.size(), 1U);
}

} // namespace

} // namespace mien::ui::test
