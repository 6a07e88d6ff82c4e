#include "ui/widgets/transport_bar.h"

#include "tests/support/screen_locale.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

class TransportBarTest : public testing::Test {
protected:
  TransportBarTest() : m_slider(m_bar.findChild<QSlider*>()), m_play(m_bar.findChild<QPushButton*>()) {}

  mien::test::ScreenLocale m_locale{QLocale::c()};
  TransportBar m_bar{QStringLiteral("the clip")};
  QSlider* m_slider;
  QPushButton* m_play;
};

TEST_F(TransportBarTest, SaysWhereItIs) {
  m_bar.setDuration(5.86);
  m_bar.setPosition(2.94);
  EXPECT_EQ(m_bar.timeText(), QStringLiteral("0:02.9 of 0:05.8"));
  EXPECT_NEAR(static_cast<double>(m_slider->value()) / m_slider->maximum(), 0.5, 0.01);
  m_bar.setDuration(60);
  m_bar.setPosition(45.9);
  EXPECT_EQ(m_bar.timeText(), QStringLiteral("0:45 of 1:00"));
  EXPECT_EQ(static_cast<double>(m_slider->value()) / m_slider->maximum(), 459.0 / 600);
}

TEST_F(TransportBarTest, AsksOnlyWhenTheUserMovesIt) {
  const QSignalSpy seek(&m_bar, &TransportBar::seekRequested);
  m_bar.setDuration(30);
  m_bar.setPosition(12);
  m_bar.setDuration(6);
  EXPECT_TRUE(seek.isEmpty());
  QTest::keyClick(m_slider, Qt::Key_Home);
  QTest::keyClick(m_slider, Qt::Key_PageUp);
  ASSERT_EQ(seek.size(), 2);
  EXPECT_EQ(seek[0][0].toDouble(), 0);
  EXPECT_EQ(seek[1][0].toDouble(), 5) << "a page is five seconds";
}

TEST_F(TransportBarTest, TheButtonSaysWhatItWouldDo) {
  const QSignalSpy toggled(&m_bar, &TransportBar::playToggled);
  EXPECT_EQ(m_play->text().remove(u'&'), QStringLiteral("Play"));
  m_play->click();
  EXPECT_EQ(toggled.size(), 1);
  m_bar.setPlaying(true);
  EXPECT_EQ(m_play->text().remove(u'&'), QStringLiteral("Pause"));
  EXPECT_TRUE(m_play->toolTip().contains(QStringLiteral("the clip")));
}

TEST_F(TransportBarTest, WhatIsBeingPreparedStandsBesideTheTime) {
  m_bar.setStatus(QStringLiteral("40 %"));
  EXPECT_EQ(m_bar.status(), QStringLiteral("40 %"));
  m_bar.show();
  EXPECT_TRUE(m_bar.findChildren<QLabel*>().last()->isVisible());
  m_bar.setStatus({});
  EXPECT_FALSE(m_bar.findChildren<QLabel*>().last()->isVisible());
}

} // namespace
} // namespace mien::ui
