#include "tests/support/made_evaluation.h"
#include "tests/ui/charts/chart_test_support.h"
#include "ui/charts/precision_recall_chart.h"
#include "ui/charts/reliability_chart.h"

#include <qcustomplot.h>

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
  EXPECT_EQ(chart.curveCount(), 7) << "a class without images has no curve";
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

} // namespace
} // namespace mien::ui
