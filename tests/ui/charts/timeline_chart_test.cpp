#include "ui/charts/timeline_chart.h"

#include "tests/support/screen_locale.h"
#include "tests/ui/charts/chart_test_support.h"

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

TEST_F(TimelineChartTest, SomethingLiveBeginsAtTheLeftOfItsSpan) {
  const std::array<TimelineChart::Point, 2> points{{{2.0, kFirst}, {12.0, kSecond}}};
  m_chart.setSpan(60);
  m_chart.setPoints(points, 12);
  EXPECT_EQ(m_chart.plot().xAxis->range(), QCPRange(0, 60)) << "there is nothing before the beginning";
  m_chart.setPoints(points, 61);
  EXPECT_EQ(m_chart.plot().xAxis->range(), QCPRange(1, 61));
}

TEST_F(TimelineChartTest, AMomentIsALineFromTheBottomToTheTop) {
  const std::array<TimelineChart::Point, 2> points{{{0.0, kFirst}, {20.0, kSecond}}};
  m_chart.setSpan(0);
  m_chart.setPoints(points, 20);
  const QImage without = drawnPlot(m_chart, {600, 300});
  m_chart.setMoment(7);
  const QImage with = drawnPlot(m_chart, {600, 300});
  const QRect line = mien::test::changedBox(without, with);
  const QRect plot = m_chart.plot().axisRect()->rect();
  EXPECT_NEAR(line.center().x(), m_chart.plot().xAxis->coordToPixel(7), 1.5);
  EXPECT_LE(line.width(), 4);
  EXPECT_NEAR(line.top(), plot.top(), 2);
  EXPECT_NEAR(line.bottom(), plot.bottom(), 2);
  m_chart.setMoment({});
  EXPECT_TRUE(mien::test::changedBox(without, drawnPlot(m_chart, {600, 300})).isNull());
}

TEST_F(TimelineChartTest, EachCurveStandsAtItsPercentInTheColourOfItsEmotion) {
  m_chart.setClasses({{QStringLiteral("Sadness"), 3}, {QStringLiteral("Neutral"), 0}, {QStringLiteral("Fear"), 6}});
  constexpr std::array kShares{0.6F, 0.3F, 0.1F};
  const std::array<TimelineChart::Point, 2> points{{{0.0, kShares}, {0.9, kShares}}};
  m_chart.setSpan(0);
  m_chart.setPoints(points, 0.9);
  const QImage image = drawnPlot(m_chart, {600, 300});
  const QStringList names{QStringLiteral("Sadness"), QStringLiteral("Neutral"), QStringLiteral("Fear")};
  constexpr std::array kEmotions{3, 0, 6};
  for (int k = 0; k < 3; ++k) {
    const QPoint at(qRound(m_chart.plot().xAxis->coordToPixel(0.4)),
                    qRound(m_chart.plot().yAxis->coordToPixel(100.0 * kShares.at(static_cast<std::size_t>(k)))));
    const QColor color = emotionColor(kEmotions.at(static_cast<std::size_t>(k)));
    EXPECT_FALSE(mien::test::boxOfColor(image, color, QRect(at - QPoint(2, 2), QSize(5, 5))).isNull()) << k;
    EXPECT_EQ(m_chart.plot().legend->itemWithPlottable(m_chart.plot().graph(k)), m_chart.plot().legend->item(k));
    EXPECT_EQ(m_chart.plot().graph(k)->name(), names[k]);
  }
}

TEST_F(TimelineChartTest, TheMouseReadsTheNearestPoint) {
  const mien::test::ScreenLocale english(QLocale::c());
  const std::array<TimelineChart::Point, 3> points{{{0.0, kFirst}, {0.5, kSecond}, {1.25, kFirst}}};
  m_chart.setSpan(0);
  m_chart.setPoints(points, 2);
  drawnPlot(m_chart, {600, 300});
  hoverPlot(m_chart, {m_chart.plot().xAxis->coordToPixel(0.9), m_chart.plot().yAxis->coordToPixel(50)});
  EXPECT_EQ(cursorText(m_chart), QStringLiteral("Time (s): 1.25\nNeutral: 75\nHappiness: 25"));
  hoverPlot(m_chart, {m_chart.plot().xAxis->coordToPixel(0.8), m_chart.plot().yAxis->coordToPixel(50)});
  EXPECT_EQ(cursorText(m_chart), QStringLiteral("Time (s): 0.5\nNeutral: 50\nHappiness: 50"));
  hoverPlot(m_chart, {1, 1});
  EXPECT_EQ(cursorText(m_chart), QString());
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

  // Where nothing is yet, the newest moment is chosen.
  m_chart.setSpan(60);
  QTest::mouseClick(&m_chart.plot(), Qt::LeftButton, Qt::NoModifier, middle + QPoint(40, 0));
  EXPECT_DOUBLE_EQ(chosen.last().first().toDouble(), 20);
}

} // namespace

} // namespace mien::ui::test
