#include "ui/charts/timeline_chart.h"

#include <QSignalSpy>
#include <QTest>
#include <qcustomplot.h>

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace mien::ui::test {

namespace {

constexpr std::array kFirst{0.75F, 0.25F};
constexpr std::array kSecond{0.5F, 0.5F};

class TimelineChartTest : public testing::Test {
protected:
  TimelineChartTest() { m_chart.setClasses({{"Neutral", 0}, {"Happiness", 1}}); }

  TimelineChart m_chart;
};

TEST_F(TimelineChartTest, HasACurveForEachClassInPercent) {
  const std::array<TimelineChart::Point, 2> points{{{1.0, kFirst}, {1.5, kSecond}}};
  m_chart.setPoints(points, 1.5);
  EXPECT_EQ(m_chart.curveCount(), 2);
  EXPECT_EQ(m_chart.pointCount(), 2);
  EXPECT_DOUBLE_EQ(m_chart.value(0, 0), 75);
  EXPECT_DOUBLE_EQ(m_chart.value(1, 1), 50);
}

TEST_F(TimelineChartTest, AnAbsenceLeavesAGap) {
  const std::array<TimelineChart::Point, 2> points{{{1.0, kFirst}, {9.0, kSecond}}};
  m_chart.setPoints(points, 9);
  ASSERT_EQ(m_chart.pointCount(), 3);
  EXPECT_TRUE(std::isnan(m_chart.value(0, 1)));
}

TEST_F(TimelineChartTest, ShowsTheLastSecondsOrEverything) {
  const std::array<TimelineChart::Point, 2> points{{{100.0, kFirst}, {170.0, kSecond}}};
  m_chart.setSpan(60);
  m_chart.setPoints(points, 170);
  EXPECT_DOUBLE_EQ(m_chart.plot().xAxis->range().lower, 110);
  EXPECT_DOUBLE_EQ(m_chart.plot().xAxis->range().upper, 170);
  m_chart.setSpan(0);
  EXPECT_DOUBLE_EQ(m_chart.plot().xAxis->range().lower, 100);
}

TEST_F(TimelineChartTest, AZoomStaysUntilItIsTakenBack) {
  const std::array<TimelineChart::Point, 2> points{{{10.0, kFirst}, {20.0, kSecond}}};
  m_chart.setPoints(points, 20);
  QTest::keyClick(&m_chart, Qt::Key_Plus);
  const QCPRange zoomed = m_chart.plot().xAxis->range();
  m_chart.setPoints(points, 90);
  EXPECT_EQ(m_chart.plot().xAxis->range(), zoomed);
  QTest::keyClick(&m_chart, Qt::Key_Home);
  EXPECT_DOUBLE_EQ(m_chart.plot().xAxis->range().upper, 90);
}

TEST_F(TimelineChartTest, AClickChoosesAMoment) {
  m_chart.resize(600, 300);
  m_chart.show();
  const std::array<TimelineChart::Point, 2> points{{{0.0, kFirst}, {20.0, kSecond}}};
  m_chart.setSpan(0);
  m_chart.setPoints(points, 20);
  QTest::qWait(50);
  QSignalSpy chosen(&m_chart, &TimelineChart::momentChosen);
  const QPoint middle = m_chart.plot().axisRect()->center();
  QTest::mouseClick(&m_chart.plot(), Qt::LeftButton, Qt::NoModifier, middle);
  EXPECT_EQ(chosen.count(), 0);
  m_chart.setMomentChoosable(true);
  QTest::mouseClick(&m_chart.plot(), Qt::LeftButton, Qt::NoModifier, middle);
  ASSERT_EQ(chosen.count(), 1);
  EXPECT_NEAR(chosen.first().first().toDouble(), 10, 0.5);
}

} // namespace

} // namespace mien::ui::test
