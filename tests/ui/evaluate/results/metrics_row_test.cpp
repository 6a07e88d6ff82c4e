#include "ui/evaluate/results/metrics_row.h"

#include "tests/support/screen_locale.h"
#include "ui/widgets/panels/metric_tile.h"

#include <QLocale>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

EvaluationResult timedResult() {
  EvaluationResult result;
  result.timing.singleImage = {200, 7.54, 9.31};
  result.timing.trainingSeconds = 3725;
  return result;
}

/// Three classes, of which two occur; no two figures are the same.
EvaluationSubset subset() {
  EvaluationSubset subset;
  Metrics& metrics = subset.metrics;
  metrics.classes = 3;
  metrics.images = 10;
  metrics.accuracy = 0.8123;
  metrics.top2Accuracy = 0.9;
  metrics.macro = {0.11, 0.22, 0.3333, 10};
  metrics.weighted = {0.44, 0.55, 0.66, 10};
  metrics.loss = 0.4567;
  metrics.expectedCalibrationError = 0.0789;
  metrics.perClass = {{0.1, 0.2, 0.3, 6}, {0.4, 0.5, 0.6, 4}, {0, 0, 0, 0}};
  metrics.confusion = {5, 1, 0, 2, 2, 0, 0, 0, 0};
  return subset;
}

QStringList figures(const MetricsRow& row) {
  QStringList figures;
  for (const MetricTile* tile : row.findChildren<MetricTile*>()) {
    figures << tile->accessibleName();
  }
  return figures;
}

TEST(MetricsRow, EachTileHasTheFigureOfItsName) {
  const test::ScreenLocale english(QLocale::c());
  MetricsRow row;
  row.setFigures(timedResult(), subset());
  EXPECT_EQ(figures(row),
            (QStringList{QStringLiteral("Accuracy: 81.2 %"), QStringLiteral("Macro-F1: 0.333"),
                         QStringLiteral("Loss: 0.457"), QStringLiteral("Calibration error: 0.079"),
                         QStringLiteral("Per image: 7.5 ms"), QStringLiteral("Training time: 1 h 02 min")}));
  EXPECT_EQ(row.accuracy(), QStringLiteral("81.2 %"));
}

TEST(MetricsRow, ExplainsItsFigures) {
  const test::ScreenLocale english(QLocale::c());
  MetricsRow row;
  row.setFigures(timedResult(), subset());
  const auto tiles = row.findChildren<MetricTile*>();
  ASSERT_EQ(tiles.size(), 6);
  EXPECT_TRUE(tiles[0]->toolTip().contains(QStringLiteral("among the two most probable for 90.0 %.")));
  EXPECT_FALSE(tiles[0]->toolTip().contains(QStringLiteral("One annotator"))) << "nobody voted";
  EXPECT_TRUE(tiles[1]->toolTip().startsWith(QStringLiteral("Mean of the F1 of the 2 classes that occur")));
  EXPECT_TRUE(tiles[4]->toolTip().endsWith(QStringLiteral("the 95th percentile is 9.3 ms.")));
}

TEST(MetricsRow, SaysHowSureItsFiguresAreAndWhatPeopleReach) {
  const test::ScreenLocale english(QLocale::c());
  EvaluationResult result = timedResult();
  result.model.labels = {"neutral", "happiness"};
  EvaluationSubset some;
  some.metrics.classes = 2;
  some.metrics.images = 10;
  some.metrics.accuracy = 0.8;
  some.metrics.perClass = {{1, 0.8, 0.9, 10}, {}};
  some.metrics.confusion = {8, 2, 0, 0};
  some.images = {0};
  result.images.resize(1);
  result.images[0].votes = {7, 3};
  MetricsRow row;
  row.setFigures(result, some);
  const auto tiles = row.findChildren<MetricTile*>();
  EXPECT_EQ(tiles[0]->range(), QStringLiteral("49.0–94.3 %")) << "Wilson's interval of 8 of 10";
  EXPECT_TRUE(tiles[0]->toolTip().contains(QStringLiteral("most of the others name on 70.0 % of these images")));
  EXPECT_FALSE(tiles[1]->range().isEmpty());
  EXPECT_TRUE(tiles[2]->range().isEmpty());
}

TEST(MetricsRow, WhatIsNotKnownIsNoFigure) {
  MetricsRow row;
  row.setFigures({}, {});
  for (const MetricTile* tile : row.findChildren<MetricTile*>()) {
    EXPECT_EQ(tile->figure(), QStringLiteral("–")) << tile->accessibleName().toStdString();
  }
}

} // namespace
} // namespace mien::ui
