#include "ui/charts/confusion_chart.h"

#include "tests/support/made_evaluation.h"
#include "tests/ui/charts/chart_test_support.h"

#include <QSignalSpy>
#include <qcustomplot.h>

namespace mien::ui {
namespace {

class ConfusionChartTest : public test::ThemedTest {
protected:
  ConfusionChartTest() : m_result(mien::test::madeEvaluation(3573, 1)) {
    m_chart.setMatrix(m_result.metrics, classLabels(m_result.model));
    test::present(m_chart);
  }

  EvaluationResult m_result;
  ConfusionChart m_chart;
};

TEST_F(ConfusionChartTest, AClickChoosesTheCell) {
  const QSignalSpy clicks(&m_chart, &ConfusionChart::cellClicked);
  for (const auto& [actual, predicted] : {std::pair(0, 0), std::pair(4, 5), std::pair(7, 2)}) {
    QTest::mouseClick(&m_chart.plot(), Qt::LeftButton, {}, m_chart.cellCenter(actual, predicted).toPoint());
    ASSERT_FALSE(clicks.isEmpty());
    EXPECT_EQ(clicks.last(), (QVariantList{actual, predicted}));
  }
  EXPECT_EQ(clicks.size(), 3);
  QTest::mouseClick(&m_chart.plot(), Qt::LeftButton, {}, QPoint(2, 2));
  EXPECT_EQ(clicks.size(), 3) << "beside the matrix";
  test::keepPictures(m_chart, QStringLiteral("confusion"));
}

TEST_F(ConfusionChartTest, DoesNotMistakeADragForAClick) {
  const QSignalSpy clicks(&m_chart, &ConfusionChart::cellClicked);
  QTest::mousePress(&m_chart.plot(), Qt::LeftButton, {}, m_chart.cellCenter(1, 1).toPoint());
  QTest::mouseRelease(&m_chart.plot(), Qt::LeftButton, {}, m_chart.cellCenter(1, 3).toPoint());
  EXPECT_TRUE(clicks.isEmpty());
}

TEST_F(ConfusionChartTest, TheKeyboardReachesEveryCell) {
  const QSignalSpy clicks(&m_chart, &ConfusionChart::cellClicked);
  QTest::keyClick(&m_chart, Qt::Key_Return);
  EXPECT_TRUE(clicks.isEmpty()) << "no cell is marked yet";
  for (const int key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Down, Qt::Key_Return}) {
    QTest::keyClick(&m_chart, static_cast<Qt::Key>(key));
  }
  ASSERT_EQ(clicks.size(), 1);
  EXPECT_EQ(clicks.last(), (QVariantList{1, 1}));
  for (int i = 0; i < 20; ++i) {
    QTest::keyClick(&m_chart, Qt::Key_Down);
  }
  QTest::keyClick(&m_chart, Qt::Key_Space);
  EXPECT_EQ(clicks.last(), (QVariantList{7, 1}));
}

TEST_F(ConfusionChartTest, ShowsCountsOrShares) {
  const std::size_t count = m_result.metrics.confusionAt(1, 0);
  EXPECT_EQ(m_chart.cellText(1, 0), QLocale().toString(static_cast<qulonglong>(count)));
  m_chart.setRowShares(true);
  const double share = 100.0 * static_cast<double>(count) / static_cast<double>(m_result.metrics.perClass[1].support);
  EXPECT_EQ(m_chart.cellText(1, 0), QLocale().toString(share, 'f', 1));
  test::keepPictures(m_chart, QStringLiteral("confusion-shares"));
}

TEST_F(ConfusionChartTest, ExplainsACell) {
  EXPECT_TRUE(m_chart.explanation(4, 5).contains(QStringLiteral("Anger")));
  EXPECT_TRUE(m_chart.explanation(4, 5).contains(QStringLiteral("Disgust")));
  EXPECT_TRUE(m_chart.explanation(4, 4).contains(QStringLiteral("recognised")));
}

TEST_F(ConfusionChartTest, HoldsWithoutImages) {
  m_chart.setMatrix(computeMetrics(8, {}, {}), classLabels(m_result.model));
  m_chart.setRowShares(true);
  EXPECT_EQ(m_chart.cellText(3, 3), QLocale().toString(0.0, 'f', 1));
}

} // namespace
} // namespace mien::ui
