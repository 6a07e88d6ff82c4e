#include "ui/evaluate/results/metrics_row.h"

#include "ui/widgets/panels/metric_tile.h"

#include <QLocale>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

TEST(MetricsRow, EachTileHasTheFigureOfItsName) {
  QLocale::setDefault(QLocale::c());
  EvaluationResult result;
  result.timing.singleImage = {200, 7.54, 9.25};
  result.timing.trainingSeconds = 3725;
  EvaluationSubset subset;
  subset.metrics.images = 10;
  subset.metrics.accuracy = 0.8123;
  subset.metrics.top2Accuracy = 0.9;
  subset.metrics.macro = {0.11, 0.22, 0.3333, 10};
  subset.metrics.weighted = {0.44, 0.55, 0.66, 10};
  subset.metrics.loss = 0.4567;
  subset.metrics.expectedCalibrationError = 0.0789;
  MetricsRow row;
  row.setFigures(result, subset);
  QStringList figures;
  for (const MetricTile* tile : row.findChildren<MetricTile*>()) {
    figures << tile->accessibleName();
  }
  EXPECT_EQ(figures, (QStringList{QStringLiteral("Accuracy: 81.2 %"), QStringLiteral("Macro-F1: 0.333"),
                                  QStringLiteral("Loss: 0.457"), QStringLiteral("Calibration error: 0.079"),
                                  QStringLiteral("Per image: 7.5 ms"), QStringLiteral("Training time: 1 h 02 min")}));
}

} // namespace
} // namespace mien::ui
