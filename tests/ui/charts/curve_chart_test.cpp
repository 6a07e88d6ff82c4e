#include "ui/charts/curve_chart.h"

#include "tests/support/screen_locale.h"
#include "tests/ui/charts/chart_test_support.h"
#include "ui/widgets/focus_ring.h"

#include <QSignalSpy>
#include <qcustomplot.h>

#include <cmath>

namespace mien::ui {
namespace {

class CurveChartTest : public test::ThemedTest {
protected:
  CurveChartTest() : m_chart(QStringLiteral("Loss"), QStringLiteral("Epoch"), QStringLiteral("Loss")) {
    m_train = m_chart.addCurve(QStringLiteral("Training"), QColor(Qt::gray));
    m_valid = m_chart.addCurve(QStringLiteral("Validation"), QColor(Qt::blue), Qt::SolidLine, true);
  }

  void addEpochs(int count) {
    for (int epoch = 1; epoch <= count; ++epoch) {
      m_chart.append(m_train, epoch, 2.0 / epoch);
      m_chart.append(m_valid, epoch, 2.2 / epoch);
    }
  }

  CurveChart m_chart;
  int m_train = 0;
  int m_valid = 0;
};

TEST_F(CurveChartTest, KeepsThePointsGiven) {
  addEpochs(10);
  EXPECT_EQ(m_chart.curveCount(), 2);
  EXPECT_EQ(m_chart.pointCount(m_train), 10);
  EXPECT_EQ(m_chart.point(m_valid, 1), QPointF(2, 1.1));
  m_chart.setData(m_train, {1, 2, 3}, {3, 2, 1});
  EXPECT_EQ(m_chart.pointCount(m_train), 3);
  m_chart.clear();
  EXPECT_EQ(m_chart.pointCount(m_valid), 0);
  EXPECT_EQ(m_chart.curveCount(), 2);
  m_chart.removeCurves();
  EXPECT_EQ(m_chart.curveCount(), 0);
}

TEST_F(CurveChartTest, AnEmptyChartHasNoNumbers) {
  EXPECT_FALSE(m_chart.plot().xAxis->tickLabels());
  addEpochs(1);
  EXPECT_TRUE(m_chart.plot().xAxis->tickLabels());
  m_chart.clear();
  EXPECT_FALSE(m_chart.plot().yAxis->tickLabels());
}

TEST_F(CurveChartTest, AnEmptyChartSaysSo) {
  const auto says = [this] {
    for (int i = 0; i < m_chart.plot().itemCount(); ++i) {
      const auto* text = qobject_cast<QCPItemText*>(m_chart.plot().item(i));
      if (text != nullptr && text->visible() && text->text() == QStringLiteral("No values yet")) {
        return true;
      }
    }
    return false;
  };
  EXPECT_TRUE(says());
  addEpochs(1);
  EXPECT_FALSE(says());
  m_chart.clear();
  EXPECT_TRUE(says());
}

TEST_F(CurveChartTest, AValueAloneIsADot) {
  m_chart.append(m_train, 1, 2);
  EXPECT_FALSE(m_chart.plot().graph(m_train)->scatterStyle().isNone()) << "one point is no line";
  m_chart.append(m_train, 2, 1);
  EXPECT_TRUE(m_chart.plot().graph(m_train)->scatterStyle().isNone());
  m_chart.append(m_valid, 1, 2);
  m_chart.append(m_valid, 2, 2);
  EXPECT_FALSE(m_chart.plot().graph(m_valid)->scatterStyle().isNone()) << "it has dots anyway";
}

TEST_F(CurveChartTest, TheNumbersOfAnAxisHaveTheSamePlaces) {
  const mien::test::ScreenLocale locale(QLocale::c());
  test::present(m_chart);
  m_chart.plot().setLocale(QLocale::c());
  for (const auto& [lower, upper] : {std::pair(0.184, 0.203), std::pair(-0.03, 1.04), std::pair(9.0, 24.0)}) {
    m_chart.setLimits(0, 1, lower, upper);
    m_chart.plot().replot();
    const QVector<QString> labels = m_chart.plot().yAxis->tickVectorLabels();
    const QVector<double> ticks = m_chart.plot().yAxis->tickVector();
    ASSERT_GE(labels.size(), 2);
    const auto places = [](const QString& text) { return text.contains('.') ? text.size() - text.indexOf('.') : 0; };
    for (int i = 0; i < labels.size(); ++i) {
      EXPECT_EQ(places(labels[i]), places(labels[0]))
          << labels[i].toStdString() << " beside " << labels[0].toStdString();
      EXPECT_NEAR(labels[i].toDouble(), ticks[i], 1e-9);
    }
  }
}

TEST_F(CurveChartTest, ValuesThatAreAllTheSameStandInTheMiddleOfANarrowRange) {
  for (int epoch = 1; epoch <= 3; ++epoch) {
    m_chart.append(m_train, epoch, 0.2);
  }
  const QCPRange range = m_chart.plot().yAxis->range();
  EXPECT_NEAR(range.center(), 0.2, 1e-9);
  EXPECT_LT(range.size(), 0.1);
  EXPECT_GT(range.size(), 0.001);
}

TEST_F(CurveChartTest, TheKeyboardsFocusIsFramed) {
  test::present(m_chart);
  m_chart.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&m_chart));
  const auto& ring = *m_chart.findChild<FocusRing*>();
  m_chart.setFocus(Qt::MouseFocusReason);
  EXPECT_FALSE(ring.isVisible());
  m_chart.clearFocus();
  m_chart.setFocus(Qt::TabFocusReason);
  EXPECT_TRUE(ring.isVisible());
  EXPECT_EQ(ring.size(), m_chart.size());
  m_chart.clearFocus();
  EXPECT_FALSE(ring.isVisible());
}

// A legend of which the last row is not full has empty cells; that crashed on a change of the theme.
TEST_F(CurveChartTest, ALegendWithEmptyCellsSurvivesAChangeOfTheme) {
  m_chart.addCurve(QStringLiteral("third"), Qt::red);
  test::present(m_chart, {200, 300});
  const ThemeChoice before = Theme::instance().choice();
  for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light, before}) {
    Theme::instance().setChoice(theme);
    QTest::qWait(20);
  }
  m_chart.setFont(QFont(m_chart.font().family(), 14));
  QTest::qWait(20);
  EXPECT_EQ(m_chart.curveCount(), 3);
}

TEST_F(CurveChartTest, KeepsTheOrderOfPointsWithTheSameX) {
  m_chart.setData(m_train, {0, 1, 1, 1, 2}, {5, 4, 9, 1, 0});
  EXPECT_EQ(m_chart.point(m_train, 2), QPointF(1, 9));
  EXPECT_EQ(m_chart.point(m_train, 3), QPointF(1, 1));
}

TEST_F(CurveChartTest, ShowsEverythingUntilTheUserZooms) {
  test::present(m_chart);
  addEpochs(10);
  EXPECT_GT(m_chart.plot().xAxis->range().upper, 10);
  QTest::keyClick(&m_chart, Qt::Key_Plus);
  const double upper = m_chart.plot().xAxis->range().upper;
  m_chart.append(m_train, 50, 0.1);
  EXPECT_EQ(m_chart.plot().xAxis->range().upper, upper);
  QTest::mouseDClick(&m_chart.plot(), Qt::LeftButton, {}, m_chart.plot().rect().center());
  EXPECT_GT(m_chart.plot().xAxis->range().upper, 50);
}

TEST_F(CurveChartTest, FollowsTheEndOfAZoomedView) {
  test::present(m_chart);
  addEpochs(10);
  m_chart.setFollowing(true);
  QTest::keyClick(&m_chart, Qt::Key_Plus);
  const double width = m_chart.plot().xAxis->range().size();
  m_chart.append(m_train, 50, 0.1);
  EXPECT_GT(m_chart.plot().xAxis->range().upper, 50);
  EXPECT_NEAR(m_chart.plot().xAxis->range().size(), width, 1e-9);
}

TEST_F(CurveChartTest, DragsAndZoomsByMouse) {
  test::present(m_chart);
  addEpochs(10);
  QTest::qWait(50);
  QCustomPlot& plot = m_chart.plot();
  const QCPRange before = plot.xAxis->range();
  const QPoint center = plot.axisRect()->center();
  QTest::mousePress(&plot, Qt::LeftButton, {}, center);
  QTest::mouseMove(&plot, center + QPoint(80, 0));
  QTest::mouseRelease(&plot, Qt::LeftButton, {}, center + QPoint(80, 0));
  EXPECT_LT(plot.xAxis->range().lower, before.lower);
  QWheelEvent wheel(center, plot.mapToGlobal(center), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QApplication::sendEvent(&plot, &wheel);
  EXPECT_LT(plot.xAxis->range().size(), before.size());
}

TEST_F(CurveChartTest, TheCursorReadsValues) {
  const mien::test::ScreenLocale locale(QLocale(QStringLiteral("vi_VN")));
  test::present(m_chart);
  addEpochs(4);
  QTest::qWait(50);
  QCustomPlot& plot = m_chart.plot();
  const auto at = [&plot](double x) {
    return QPoint(static_cast<int>(std::lround(plot.xAxis->coordToPixel(x))), plot.axisRect()->center().y());
  };
  QTest::mouseMove(&plot, at(1.9));
  QTest::qWait(30);
  QStringList texts;
  for (int i = 0; i < plot.itemCount(); ++i) {
    if (const auto* text = qobject_cast<QCPItemText*>(plot.item(i)); text != nullptr && text->visible()) {
      texts << text->text();
    }
  }
  ASSERT_EQ(texts.size(), 1);
  EXPECT_TRUE(texts[0].contains(QStringLiteral("Epoch: 2"))) << qPrintable(texts[0]);
  EXPECT_TRUE(texts[0].contains(QStringLiteral("Training: 1"))) << qPrintable(texts[0]);
  EXPECT_TRUE(texts[0].contains(QStringLiteral("Validation: 1,1"))) << qPrintable(texts[0]);
  test::keepPictures(m_chart, QStringLiteral("curves"));
}

TEST_F(CurveChartTest, HiddenCurvesLeaveTheLegend) {
  EXPECT_EQ(m_chart.plot().legend->itemCount(), 2);
  m_chart.setCurveVisible(m_valid, false);
  EXPECT_EQ(m_chart.plot().legend->itemCount(), 1);
  m_chart.setCurveVisible(m_valid, true);
  EXPECT_EQ(m_chart.plot().legend->itemCount(), 2);
}

} // namespace
} // namespace mien::ui
