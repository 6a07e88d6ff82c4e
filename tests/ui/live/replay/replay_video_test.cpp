#include "ui/live/replay/replay_video.h"

#include "core/session/session_files.h"
#include "tests/support/temp_folder.h"
#include "ui/text/qt_strings.h"

#include <QSignalSpy>
#include <QTest>
#include <opencv2/videoio.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace mien::ui::test {
namespace {

constexpr double kFps = 4;
constexpr int kFrames = 60;

class ReplayVideoTest : public testing::Test {
protected:
  ReplayVideoTest() {
    QObject::connect(&m_pictures, &ReplayVideo::found,
                     [this](const std::shared_ptr<const TimedFrame>& frame) { m_shown = cv::mean(frame->image)[0]; });
  }

  /// A video that grows lighter from picture to picture.
  void writeVideo() const {
    cv::VideoWriter writer((m_folder / SessionFiles::kVideo).string(), cv::CAP_FFMPEG,
                           cv::VideoWriter::fourcc('m', 'p', '4', 'v'), kFps, {320, 240}, true);
    ASSERT_TRUE(writer.isOpened());
    for (int i = 0; i < kFrames; ++i) {
      writer.write(cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(10 + 4 * i)));
    }
  }

  /// Whether the picture of that moment comes.
  bool comes(double seconds) {
    m_pictures.show(seconds);
    return QTest::qWaitFor(
        [&] {
          const double frame = std::min(std::floor(seconds * kFps), kFrames - 1.0);
          return std::abs(m_shown - (10 + 4 * frame)) < 6; // codecs round colours
        },
        5'000);
  }

  mien::test::TempFolder m_folder;
  double m_shown = -1;
  ReplayVideo m_pictures;
};

TEST_F(ReplayVideoTest, EveryMomentIsFoundBackAndForth) {
  writeVideo();
  ASSERT_TRUE(m_pictures.open(toQt(m_folder.path())));
  for (const double seconds : {0.0, 0.25, 1.0, 12.0, 12.5, 4.0, 3.5, 14.5, 0.0, 60.0, 7.0}) {
    EXPECT_TRUE(comes(seconds)) << seconds << " s, last shown: " << m_shown;
  }
}

TEST_F(ReplayVideoTest, WithoutAVideoThereIsNothing) {
  EXPECT_FALSE(m_pictures.open(toQt(m_folder.path())));
  EXPECT_FALSE(m_pictures.isOpen());
}

TEST_F(ReplayVideoTest, WhatIsNoVideoFailsOnce) {
  m_folder.write(SessionFiles::kVideo, "no video");
  QSignalSpy failed(&m_pictures, &ReplayVideo::failed);
  ASSERT_TRUE(m_pictures.open(toQt(m_folder.path())));
  m_pictures.show(1);
  ASSERT_TRUE(failed.wait(20'000));
  EXPECT_TRUE(failed.first().first().toString().contains(QString::fromLatin1(SessionFiles::kVideo)));
  EXPECT_EQ(failed.count(), 1);
}

} // namespace
} // namespace mien::ui::test
