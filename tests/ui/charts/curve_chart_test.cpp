#include "ui/charts/curve_chart.h"

#include "tests/support/screen_locale.h"
#include "tests/ui/charts/chart_test_support.h"
#include "ui/look/focus_ring.h"

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

TEST_F(CurveChartTest, CurvesAreDrawnInTheirColoursAtTheirValues) {
  const int third = m_chart.addCurve(QStringLiteral("Third"), QColor(0x20a020));
  m_chart.setData(m_train, {0, 10}, {1, 1});
  m_chart.setData(m_valid, {0, 10}, {2, 2});
  m_chart.setData(third, {0, 10}, {4, 4});
  m_chart.setColor(m_train, QColor(0xc02020));
  m_chart.setColor(m_valid, QColor(0x2020c0));
  const QImage image = test::drawnPlot(m_chart);
  const auto at = [&](double x, double y) {
    return QPoint(qRound(m_chart.plot().xAxis->coordToPixel(x)), qRound(m_chart.plot().yAxis->coordToPixel(y)));
  };
  for (const auto& [y, color] : {std::pair(1.0, 0xc02020), std::pair(2.0, 0x2020c0), std::pair(4.0, 0x20a020)}) {
    EXPECT_FALSE(
        mien::test::boxOfColor(image, QColor(QRgb(color)), QRect(at(5, y) - QPoint(2, 2), QSize(5, 5)), 30).isNull())
        << y;
  }
  // Only the second curve has dots, wider than its line, in its colour too.
  const QRect dot = mien::test::boxOfColor(image, QColor(0x2020c0), QRect(at(10, 2) - QPoint(6, 6), QSize(13, 13)), 30);
  EXPECT_GE(dot.height(), 4);
  const QRect end = mien::test::boxOfColor(image, QColor(0x20a020), QRect(at(10, 4) - QPoint(6, 6), QSize(13, 13)), 30);
  EXPECT_LT(end.height(), 4);
}

TEST_F(CurveChartTest, EverythingIsInViewWithALittleRoom) {
  m_chart.setData(m_train, {2, 7}, {0.5, 1.5});
  m_chart.setData(m_valid, {3, 12}, {0.25, 0.75});
  const QCPRange x = m_chart.plot().xAxis->range();
  const QCPRange y = m_chart.plot().yAxis->range();
  EXPECT_LT(x.lower, 2);
  EXPECT_GT(x.lower, 1);
  EXPECT_GT(x.upper, 12);
  EXPECT_LT(x.upper, 13);
  EXPECT_LT(y.lower, 0.25);
  EXPECT_GT(y.lower, 0);
  EXPECT_GT(y.upper, 1.5);
  EXPECT_LT(y.upper, 1.75);
  m_chart.setCurveVisible(m_valid, false);
  EXPECT_LT(m_chart.plot().xAxis->range().upper, 8) << "what is hidden needs no room";
}

TEST_F(CurveChartTest, WholeStepsAreEpochs) {
  m_chart.setWholeSteps();
  addEpochs(3);
  test::drawnPlot(m_chart);
  EXPECT_EQ(m_chart.plot().xAxis->tickVectorLabels(),
            (QVector<QString>{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
}

TEST_F(CurveChartTest, ACurveNamedLikeTheChartHasNoEntry) {
  m_chart.addCurve(QStringLiteral("Loss"), QColor(Qt::red));
  QStringList entries;
  for (int i = 0; i < m_chart.plot().legend->itemCount(); ++i) {
    if (auto* item = qobject_cast<QCPPlottableLegendItem*>(m_chart.plot().legend->item(i))) {
      entries << item->plottable()->name();
    }
  }
  EXPECT_EQ(entries, (QStringList{QStringLiteral("Training"), QStringLiteral("Validation")}));
}

TEST_F(CurveChartTest, TheCursorReadsTheNearestPointOfEachVisibleCurve) {
  const mien::test::ScreenLocale english(QLocale::c());
  m_chart.setData(m_train, {1, 2, 4, 8}, {0.9, 0.7, 0.4, 0.1});
  m_chart.setData(m_valid, {1, 8}, {0.8, 0.3});
  test::drawnPlot(m_chart);
  const auto read = [this](double x) {
    test::hoverPlot(m_chart, {m_chart.plot().xAxis->coordToPixel(x), m_chart.plot().axisRect()->center().y() * 1.0});
    return test::cursorText(m_chart);
  };
  EXPECT_EQ(read(2.9), QStringLiteral("Epoch: 2\nTraining: 0.7\nValidation: 0.8"));
  EXPECT_EQ(read(3.1), QStringLiteral("Epoch: 4\nTraining: 0.4\nValidation: 0.8"));
  EXPECT_EQ(read(6.5), QStringLiteral("Epoch: 8\nTraining: 0.1\nValidation: 0.3"));
  m_chart.setCurveVisible(m_train, false);
  test::drawnPlot(m_chart);
  EXPECT_EQ(read(2.9), QStringLiteral("Epoch: 1\nValidation: 0.8"));
}

TEST_F(CurveChartTest, ArrowsMoveTheViewTheirWay) {
  m_chart.setData(m_train, {0, 10}, {0, 1});
  const QCPRange x = m_chart.plot().xAxis->range();
  const QCPRange y = m_chart.plot().yAxis->range();
  QTest::keyClick(&m_chart, Qt::Key_Right);
  EXPECT_NEAR(m_chart.plot().xAxis->range().lower, x.lower + 0.1 * x.size(), 1e-9);
  QTest::keyClick(&m_chart, Qt::Key_Up);
  EXPECT_NEAR(m_chart.plot().yAxis->range().lower, y.lower + 0.1 * y.size(), 1e-9);
  QTest::keyClick(&m_chart, Qt::Key_Left);
  QTest::keyClick(&m_chart, Qt::Key_Down);
  EXPECT_NEAR(m_chart.plot().xAxis->range().lower, x.lower, 1e-9);
  EXPECT_NEAR(m_chart.plot().yAxis->range().lower, y.lower, 1e-9);
  QTest::keyClick(&m_chart, Qt::Key_Minus);
  EXPECT_NEAR(m_chart.plot().xAxis->range().size(), 1.25 * x.size(), 1e-9);
  EXPECT_NEAR(m_chart.plot().xAxis->range().center(), x.center(), 1e-9);
}

TEST_F(CurveChartTest, FollowingKeepsTheNewestPointNearTheRight) {
  m_chart.setData(m_train, {0, 10}, {0, 1});
  m_chart.setFollowing(true);
  QTest::keyClick(&m_chart, Qt::Key_Plus);
  const double width = m_chart.plot().xAxis->range().size();
  m_chart.append(m_valid, 30, 0.5);
  m_chart.append(m_train, 20, 0.5); // the end is the furthest of all curves
  EXPECT_NEAR(m_chart.plot().xAxis->range().upper, 30 + 0.05 * width, 1e-9);
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
