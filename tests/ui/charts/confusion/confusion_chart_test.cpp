#include "ui/charts/confusion/confusion_chart.h"

#include "tests/support/made_evaluation.h"
#include "tests/support/screen_locale.h"
#include "tests/ui/charts/chart_test_support.h"

#include <QSignalSpy>
#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <cmath>

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

/// The colours of a cell as it is drawn: of its ground, beside the number, and that of the number, which differs most.
struct DrawnCell {
  QColor fill;
  QColor text;
};

double luminance(const QColor& color) {
  const auto linear = [](double value) {
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const auto [darker, brighter] = std::minmax({luminance(a), luminance(b)});
  return (brighter + 0.05) / (darker + 0.05);
}

DrawnCell drawnCell(ConfusionChart& chart, int actual, int predicted) {
  const QImage image = chart.plot().grab().toImage();
  const QPoint centre = chart.cellCenter(actual, predicted).toPoint();
  const int width = static_cast<int>(chart.cellCenter(0, 1).x() - chart.cellCenter(0, 0).x());
  DrawnCell cell{image.pixelColor(centre - QPoint(width * 2 / 5, 0)), {}};
  cell.text = cell.fill;
  for (int y = -8; y <= 8; ++y) {
    for (int x = -width * 2 / 5; x <= width * 2 / 5; ++x) {
      const QColor color = image.pixelColor(centre + QPoint(x, y));
      cell.text = contrast(color, cell.fill) > contrast(cell.text, cell.fill) ? color : cell.text;
    }
  }
  return cell;
}

TEST_F(ConfusionChartTest, TheDarkestCellIsWhereTheDataHasIt) {
  // Class 2 is always taken for class 5; everything else is right.
  std::vector<int> actual;
  std::vector<float> probabilities;
  for (int i = 0; i < 80; ++i) {
    actual.push_back(i % 8);
    for (int c = 0; c < 8; ++c) {
      probabilities.push_back(c == (i % 8 == 2 ? 5 : i % 8) ? 1.0F : 0.0F);
    }
  }
  m_chart.setMatrix(computeMetrics(8, actual, probabilities), classLabels(m_result.model));
  for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
    Theme::instance().setChoice(theme);
    QTest::qWait(50);
    const QColor full = drawnCell(m_chart, 1, 1).fill;
    const QColor empty = drawnCell(m_chart, 1, 2).fill;
    ASSERT_GT(contrast(full, empty), 2);
    EXPECT_TRUE(mien::test::alike(full, Theme::instance().colors().accent, 4)) << full.name().toStdString();
    EXPECT_EQ(drawnCell(m_chart, 2, 5).fill, full) << "true 2, predicted 5";
    EXPECT_EQ(drawnCell(m_chart, 5, 2).fill, empty) << "true 5, predicted 2";
    EXPECT_EQ(drawnCell(m_chart, 2, 2).fill, empty);
  }
}

TEST_F(ConfusionChartTest, NumbersCanBeReadInEveryCell) {
  // Shares from 0 to 1 in the first row: every depth of colour.
  std::vector<int> actual;
  std::vector<float> probabilities;
  const std::array<int, 8> counts{64, 1, 2, 4, 8, 16, 32, 0};
  for (int c = 0; c < 8; ++c) {
    for (int i = 0; i < counts[static_cast<std::size_t>(c)]; ++i) {
      actual.push_back(0);
      for (int k = 0; k < 8; ++k) {
        probabilities.push_back(k == c ? 1.0F : 0.0F);
      }
    }
  }
  m_chart.setMatrix(computeMetrics(8, actual, probabilities), classLabels(m_result.model));
  for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
    Theme::instance().setChoice(theme);
    QTest::qWait(50);
    for (int c = 0; c < 8; ++c) {
      const DrawnCell cell = drawnCell(m_chart, 0, c);
      EXPECT_GE(contrast(cell.text, cell.fill), 3.5) << "cell " << c << (theme == ThemeChoice::Dark ? ", dark" : "");
    }
  }
}

/// 25 images of three classes: every count another one, no row adds up to its column.
///            predicted: fear anger sadness
///   true fear            5     4     1      (10)
///   true anger           2     6     0       (8)
///   true sadness         3     1     3       (7)
Metrics unevenMetrics() {
  std::vector<int> actual;
  std::vector<float> probabilities;
  const std::array<std::array<int, 3>, 3> counts{{{5, 4, 1}, {2, 6, 0}, {3, 1, 3}}};
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      for (int i = 0; i < counts.at(static_cast<std::size_t>(row)).at(static_cast<std::size_t>(column)); ++i) {
        actual.push_back(row);
        for (int c = 0; c < 3; ++c) {
          probabilities.push_back(c == column ? 1.0F : 0.0F);
        }
      }
    }
  }
  return computeMetrics(3, actual, probabilities);
}

TEST_F(ConfusionChartTest, RowsAreTheTruthAndSharesAreOfTheirRow) {
  const mien::test::ScreenLocale english(QLocale::c());
  m_chart.setMatrix(unevenMetrics(),
                    {{QStringLiteral("Fear"), 6}, {QStringLiteral("Anger"), 4}, {QStringLiteral("Sadness"), 3}});
  EXPECT_EQ(m_chart.title(), QStringLiteral("Confusion matrix, images"));
  EXPECT_EQ(m_chart.cellText(0, 1), QStringLiteral("4"));
  EXPECT_EQ(m_chart.cellText(1, 0), QStringLiteral("2"));
  EXPECT_EQ(m_chart.cellText(2, 0), QStringLiteral("3"));
  EXPECT_EQ(m_chart.explanation(2, 0), QStringLiteral("Sadness taken for Fear: 3 (42.9 % of the class)"));
  EXPECT_EQ(m_chart.explanation(0, 2), QStringLiteral("Fear taken for Sadness: 1 (10.0 % of the class)"));
  EXPECT_EQ(m_chart.explanation(1, 1), QStringLiteral("Anger, recognised: 6 (75.0 % of the class)"));
  m_chart.setRowShares(true);
  EXPECT_EQ(m_chart.title(), QStringLiteral("Confusion matrix, percent of each true class"));
  EXPECT_EQ(m_chart.cellText(0, 1), QStringLiteral("40.0"));
  EXPECT_EQ(m_chart.cellText(1, 0), QStringLiteral("25.0"));
  EXPECT_EQ(m_chart.cellText(2, 1), QStringLiteral("14.3"));
  EXPECT_EQ(m_chart.plot().xAxis->label(), QStringLiteral("Predicted"));
  EXPECT_EQ(m_chart.plot().yAxis->label(), QStringLiteral("True"));
  test::drawnPlot(m_chart);
  const QVector<QString> names{QStringLiteral("Fear"), QStringLiteral("Anger"), QStringLiteral("Sadness")};
  EXPECT_EQ(m_chart.plot().xAxis->tickVectorLabels(), names);
  EXPECT_EQ(m_chart.plot().yAxis->tickVectorLabels(), names);
  EXPECT_LT(m_chart.cellCenter(0, 0).y(), m_chart.cellCenter(1, 0).y()) << "the first class stands above";
  EXPECT_LT(m_chart.cellCenter(0, 0).x(), m_chart.cellCenter(0, 1).x());
}

TEST_F(ConfusionChartTest, TheChosenAndTheHoveredCellAreFramed) {
  m_chart.setMatrix(unevenMetrics(),
                    {{QStringLiteral("Fear"), 6}, {QStringLiteral("Anger"), 4}, {QStringLiteral("Sadness"), 3}});
  const QImage none = test::drawnPlot(m_chart);
  const double width = m_chart.cellCenter(0, 1).x() - m_chart.cellCenter(0, 0).x();
  const double height = m_chart.cellCenter(1, 0).y() - m_chart.cellCenter(0, 0).y();
  const auto expectFrame = [&](const QImage& image, int actual, int predicted) {
    const QRect frame = mien::test::changedBox(none, image);
    EXPECT_NEAR(frame.center().x(), m_chart.cellCenter(actual, predicted).x(), 2);
    EXPECT_NEAR(frame.center().y(), m_chart.cellCenter(actual, predicted).y(), 2);
    EXPECT_NEAR(frame.width(), width, 8);
    EXPECT_NEAR(frame.height(), height, 8);
  };
  m_chart.setCurrentCell(0, 2);
  expectFrame(test::drawnPlot(m_chart), 0, 2);
  m_chart.setCurrentCell(-1, -1);
  test::hoverPlot(m_chart, m_chart.cellCenter(2, 1));
  expectFrame(test::drawnPlot(m_chart), 2, 1);
}

TEST_F(ConfusionChartTest, HoldsWithoutImages) {
  m_chart.setMatrix(computeMetrics(8, {}, {}), classLabels(m_result.model));
  m_chart.setRowShares(true);
  EXPECT_EQ(m_chart.cellText(3, 3), QLocale().toString(0.0, 'f', 1));
}

} // namespace
} // namespace mien::ui
