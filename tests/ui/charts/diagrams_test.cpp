#include "tests/support/made_evaluation.h"
#include "tests/ui/charts/chart_test_support.h"
#include "ui/charts/precision_recall_chart.h"
#include "ui/charts/reliability_chart.h"

#include <qcustomplot.h>

#include <array>
#include <utility>
#include <vector>

namespace mien::ui {
namespace {

using Diagrams = test::ThemedTest;

TEST_F(Diagrams, PrecisionAndRecallHaveACurveAClass) {
  const EvaluationResult result = mien::test::madeEvaluation(2000, 1);
  std::vector<int> actual;
  for (const EvaluatedImage& image : result.images) {
    actual.push_back(image.actual);
  }
  auto curves = precisionRecallCurves(8, actual, result.probabilities);
  PrecisionRecallChart chart;
  test::present(chart);
  chart.setCurves(curves, classLabels(result.model));
  EXPECT_EQ(chart.curveCount(), 8);
  EXPECT_EQ(chart.point(0, 0), QPointF(0, 1));
  EXPECT_EQ(chart.point(0, chart.pointCount(0) - 1).x(), 1);
  EXPECT_TRUE(chart.plot().graph(1)->name().contains(QStringLiteral("Happiness")));
  test::keepPictures(chart, QStringLiteral("precision-recall"));

  curves[5] = precisionRecallCurve({}, {});
  chart.setCurves(curves, classLabels(result.model));
  ASSERT_EQ(chart.curveCount(), 7) << "a class without images has no curve";
  EXPECT_TRUE(chart.plot().graph(5)->name().contains(QStringLiteral("Fear"))) << "and the others keep their names";
  EXPECT_EQ(chart.pointCount(5), static_cast<int>(curves[6].recall.size()));
}

TEST_F(Diagrams, RecallGoesAcrossAndPrecisionUp) {
  // Sure to unsure: right, wrong, wrong, right. Recalls 1/2, 1 with precisions 1, 2/4, and each threshold between.
  const std::uint8_t positive[]{1, 0, 0, 1};
  const float score[]{0.9F, 0.8F, 0.7F, 0.6F};
  PrecisionRecallChart chart;
  chart.setCurves({precisionRecallCurve(score, positive)}, {{QStringLiteral("Fear"), 6}});
  const QPointF expected[]{{0, 1}, {0.5, 1}, {0.5, 1.0 / 2}, {0.5, 1.0 / 3}, {1, 1.0 / 2}};
  ASSERT_EQ(chart.pointCount(0), 5);
  for (int i = 0; i < 5; ++i) {
    EXPECT_NEAR(chart.point(0, i).x(), expected[i].x(), 1e-9) << i;
    EXPECT_NEAR(chart.point(0, i).y(), expected[i].y(), 1e-9) << i;
  }
  EXPECT_EQ(chart.plot().graph(0)->name(), QStringLiteral("Fear (%1)").arg(QLocale().toString(0.75, 'f', 2)));
}

TEST_F(Diagrams, CurvesFollowTheTheme) {
  const EvaluationResult result = mien::test::madeEvaluation(200, 1);
  const std::vector<int> actual{0, 1, 2};
  const std::vector<float> probabilities(24, 0.125F);
  PrecisionRecallChart chart;
  chart.setCurves(precisionRecallCurves(8, actual, probabilities), classLabels(result.model));
  Theme::instance().setChoice(ThemeChoice::Light);
  const QColor light = chart.plot().graph(0)->pen().color();
  Theme::instance().setChoice(ThemeChoice::Dark);
  EXPECT_NE(chart.plot().graph(0)->pen().color(), light);
}

TEST_F(Diagrams, ReliabilityExplainsItsBins) {
  const EvaluationResult result = mien::test::madeEvaluation(3573, 2);
  ReliabilityChart chart;
  test::present(chart);
  chart.setMetrics(result.metrics);
  EXPECT_TRUE(
      chart.explanation(14).contains(QLocale().toString(static_cast<int>(result.metrics.calibration[14].count))));
  EXPECT_TRUE(chart.title().contains(QLocale().toString(result.metrics.expectedCalibrationError, 'f', 3)));
  test::keepPictures(chart, QStringLiteral("reliability"));
}

/// One bin with something in it: 8 of 40 images right that were 30 % sure.
Metrics fifthBinOnly() {
  Metrics metrics;
  for (int bin = 0; bin < kCalibrationBins; ++bin) {
    metrics.calibration.push_back({bin / 15.0, (bin + 1) / 15.0, 0, 0, 0});
  }
  metrics.calibration[4] = {4 / 15.0, 5 / 15.0, 40, 0.3, 0.2};
  return metrics;
}

TEST_F(Diagrams, ReliabilityHasABarInTheMiddleOfItsBinAndTheGapOverIt) {
  ReliabilityChart chart;
  test::present(chart);
  chart.setMetrics(fifthBinOnly());
  QCustomPlot& plot = chart.plot();
  double heights[2]{}; // of right answers, of images
  int found = 0;
  for (const int plottable : {0, 2}) {
    auto* bars = qobject_cast<QCPBars*>(plot.plottable(plottable));
    ASSERT_NE(bars, nullptr);
    ASSERT_EQ(bars->data()->size(), 15);
    const QCPBarsData& bar = *bars->data()->at(4);
    EXPECT_NEAR(bar.key, 4.5 / 15, 1e-9) << "the bar's middle";
    EXPECT_LE(bars->width(), 1.0 / 15) << "bars do not overlap";
    heights[found++] = bar.value;
  }
  EXPECT_EQ(heights[0], 0.2);
  EXPECT_EQ(heights[1], 40);
  int gaps = 0;
  for (int i = 0; i < plot.itemCount(); ++i) {
    const auto* gap = qobject_cast<QCPItemRect*>(plot.item(i));
    if (gap == nullptr || !gap->visible()) {
      continue;
    }
    ++gaps;
    EXPECT_NEAR((gap->topLeft->coords().x() + gap->bottomRight->coords().x()) / 2, 4.5 / 15, 1e-9);
    EXPECT_NEAR(gap->topLeft->coords().y(), 0.3, 1e-9) << "up to how sure it was";
    EXPECT_NEAR(gap->bottomRight->coords().y(), 0.2, 1e-9) << "from what was right";
  }
  EXPECT_EQ(gaps, 1) << "empty bins have no gap";
  EXPECT_EQ(chart.explanation(4), QStringLiteral("Images answered with a confidence of %1 to %2: 40, of which %3 % are "
                                                 "right.")
                                      .arg(QLocale().toString(4 / 15.0, 'f', 2), QLocale().toString(5 / 15.0, 'f', 2),
                                           QLocale().toString(20.0, 'f', 1)));
}

TEST_F(Diagrams, TheGapHangsBelowTheBarWhereTheModelIsTooModest) {
  ReliabilityChart chart;
  Metrics metrics = fifthBinOnly();
  metrics.calibration[4] = {4 / 15.0, 5 / 15.0, 40, 0.3, 0.75}; // right far more often than it was sure
  metrics.calibration[9] = {9 / 15.0, 10 / 15.0, 70, 0.64, 0.5};
  metrics.expectedCalibrationError = 0.0789;
  chart.setMetrics(metrics);
  EXPECT_EQ(chart.title(),
            QStringLiteral("Reliability: expected calibration error %1").arg(QLocale().toString(0.079, 'f', 3)));
  const auto* drawnTitle = qobject_cast<QCPTextElement*>(chart.plot().plotLayout()->element(0, 0));
  ASSERT_NE(drawnTitle, nullptr);
  EXPECT_EQ(drawnTitle->text(), chart.title());
  EXPECT_TRUE(drawnTitle->visible());
  std::vector<std::pair<double, double>> gaps; // top, bottom
  for (int i = 0; i < chart.plot().itemCount(); ++i) {
    const auto* gap = qobject_cast<QCPItemRect*>(chart.plot().item(i));
    if (gap != nullptr && gap->visible()) {
      gaps.emplace_back(gap->topLeft->coords().y(), gap->bottomRight->coords().y());
    }
  }
  EXPECT_EQ(gaps, (std::vector<std::pair<double, double>>{{0.75, 0.3}, {0.64, 0.5}}));
  // Both axes hold what they show.
  EXPECT_EQ(chart.plot().yAxis->range(), QCPRange(0, 1.02));
  const QCPRange counts = chart.plot().axisRect(1)->axis(QCPAxis::atLeft)->range();
  EXPECT_EQ(counts.lower, 0);
  EXPECT_GT(counts.upper, 70);
  EXPECT_LT(counts.upper, 84);
}

TEST_F(Diagrams, BarsOfReliabilityAreDrawnWhereTheyBelong) {
  ReliabilityChart chart;
  chart.setMetrics(fifthBinOnly());
  const QImage image = test::drawnPlot(chart);
  const ThemeColors& theme = Theme::instance().colors();
  const QCustomPlot& plot = chart.plot();
  const QRect right = mien::test::boxOfColor(image, mixed(theme.accent, theme.surface, 0.75), plot.axisRect()->rect());
  EXPECT_NEAR(right.center().x(), plot.xAxis->coordToPixel(0.3), 2);
  EXPECT_NEAR(right.top(), plot.yAxis->coordToPixel(0.2), 2);
  EXPECT_NEAR(right.bottom(), plot.yAxis->coordToPixel(0), 2);
  const QCPAxisRect& below = *plot.axisRect(1);
  const QRect images = mien::test::boxOfColor(image, mixed(theme.mutedText, theme.surface, 0.6), below.rect());
  EXPECT_NEAR(images.center().x(), below.axis(QCPAxis::atBottom)->coordToPixel(0.3), 2);
  EXPECT_NEAR(images.top(), below.axis(QCPAxis::atLeft)->coordToPixel(40), 2);
}

TEST_F(Diagrams, CurvesKeepTheColourOfTheirClassWhereOneIsLeftOut) {
  const EvaluationResult result = mien::test::madeEvaluation(400, 1);
  std::vector<int> actual;
  for (const EvaluatedImage& image : result.images) {
    actual.push_back(image.actual);
  }
  auto curves = precisionRecallCurves(8, actual, result.probabilities);
  curves[2] = precisionRecallCurve({}, {});
  PrecisionRecallChart chart;
  chart.setCurves(curves, classLabels(result.model));
  for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
    Theme::instance().setChoice(theme);
    const std::array<int, 7> emotions{0, 1, 3, 4, 5, 6, 7};
    for (int i = 0; i < 7; ++i) {
      EXPECT_EQ(chart.plot().graph(i)->pen().color(), emotionColor(emotions.at(static_cast<std::size_t>(i)))) << i;
    }
  }
}

} // namespace
} // namespace mien::ui
