#include "ui/live/replay/session_replay.h"

#include "core/session/session_recorder.h"
#include "tests/support/made_faces.h"
#include "tests/support/screen_locale.h"
#include "tests/support/temp_folder.h"
#include "ui/live/replay/replay_bar.h"
#include "ui/text/qt_strings.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

class SessionReplayTest : public testing::Test {
protected:
  /// A recording with a frame each half second, `seconds` long, that began 7 s after its source; face i + 1 in frame i.
  void record(double seconds) {
    RecorderOptions options;
    options.folder = m_folder.path() / ("recording-" + std::to_string(static_cast<int>(seconds)));
    options.labels = {"calm", "angry"};
    SessionRecorder recorder(options);
    for (int i = 0; 0.5 * i <= seconds; ++i) {
      recorder.add(nullptr, std::make_shared<const FrameResult>(
                                mien::test::madeResult(static_cast<std::uint64_t>(i), 7 + 0.5 * i,
                                                       {mien::test::madeFace(i + 1, FaceState::Found, 0.75F, 0.5F)})));
    }
    static_cast<void>(recorder.finish());
    QSignalSpy opened(&m_replay, &SessionReplay::opened);
    m_replay.open(toQt(options.folder));
    ASSERT_TRUE(opened.wait(10000));
  }

  int faceAt(double seconds) {
    m_replay.seek(seconds);
    return m_replay.result()->faces.empty() ? 0 : m_replay.result()->faces.front().id;
  }

  mien::test::ScreenLocale m_english{QLocale::c()};
  mien::test::TempFolder m_folder;
  SessionReplay m_replay;
  ReplayBar m_bar{m_replay};
};

TEST_F(SessionReplayTest, AMomentHasTheResultThatWasTheNewest) {
  record(5);
  EXPECT_DOUBLE_EQ(m_replay.duration(), 5);
  EXPECT_EQ(faceAt(0), 1);
  EXPECT_EQ(faceAt(0.49), 1);
  EXPECT_EQ(faceAt(0.5), 2);
  EXPECT_EQ(faceAt(3.7), 8);
  EXPECT_EQ(faceAt(99), 11);
  EXPECT_DOUBLE_EQ(m_replay.position(), 5) << "there is no more";
  EXPECT_EQ(faceAt(-1), 1);
}

TEST_F(SessionReplayTest, PlayingAtTheEndBeginsAgain) {
  record(5);
  m_replay.seek(5);
  m_replay.play();
  QTest::qWait(120);
  EXPECT_TRUE(m_replay.playing());
  EXPECT_LT(m_replay.position(), 2);
  m_replay.seek(3);
  m_replay.pause();
  m_replay.play();
  QTest::qWait(60);
  EXPECT_GE(m_replay.position(), 3) << "in the middle it goes on";
}

TEST_F(SessionReplayTest, TheBarSaysWhereItIs) {
  record(5);
  EXPECT_EQ(m_bar.timeText(), "0:00.0 of 0:05.0");
  m_replay.seek(2.9);
  EXPECT_EQ(m_bar.timeText(), "0:02.9 of 0:05.0");
  auto& slider = *m_bar.findChild<QSlider*>();
  EXPECT_EQ(slider.maximum(), 50);
  EXPECT_EQ(slider.value(), 29);
  slider.setValue(15);
  EXPECT_DOUBLE_EQ(m_replay.position(), 1.5);
  EXPECT_EQ(m_bar.timeText(), "0:01.5 of 0:05.0");
}

TEST_F(SessionReplayTest, FromAMinuteOnWholeSecondsAreEnough) {
  record(125);
  m_replay.seek(65.7);
  EXPECT_EQ(m_bar.timeText(), "1:05 of 2:05");
}

TEST_F(SessionReplayTest, PlayIsPauseWhileItPlays) {
  record(5);
  auto& button = *m_bar.findChild<QPushButton*>();
  EXPECT_EQ(button.text(), "&Play");
  m_bar.toggle();
  EXPECT_TRUE(m_replay.playing());
  EXPECT_EQ(button.text(), "&Pause");
  m_bar.toggle();
  EXPECT_FALSE(m_replay.playing());
  EXPECT_EQ(button.text(), "&Play");
  m_bar.showIndexing(0.37);
  EXPECT_EQ(m_bar.status(), "Looking through the video: 37 %");
  m_bar.showIndexing(1);
  EXPECT_EQ(m_bar.status(), "");
}

} // namespace
} // namespace mien::ui::test
