#include "ui/train/progress/train_charts.h"

#include "ui/charts/curve_chart.h"
#include "ui/look/theme.h"

#include <qcustomplot.h>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

BatchEvent batch(int epoch, std::int64_t step, double loss, double accuracy) {
  BatchEvent event;
  event.epoch = epoch;
  event.epochs = 9;
  event.step = step;
  event.steps = 4;
  event.size = 48;
  event.loss = loss;
  event.accuracy = accuracy;
  event.learningRate = 0.01 * epoch;
  event.imagesPerSecond = 70 + static_cast<double>(step);
  event.secondsLeft = 99;
  return event;
}

TEST(TrainCharts, AStepIsAPointInEachChart) {
  TrainCharts charts;
  charts.addBatches({batch(3, 1, 2.0, 0.3), batch(3, 2, 1.0, 0.5)});
  ASSERT_EQ(charts.loss().pointCount(TrainCharts::Batches), 2);
  EXPECT_EQ(charts.loss().point(TrainCharts::Batches, 0), QPointF(2.25, 2.0)) << "the first has nothing before it";
  EXPECT_EQ(charts.accuracy().point(TrainCharts::Batches, 0).x(), 2.25);
  EXPECT_NEAR(charts.accuracy().point(TrainCharts::Batches, 0).y(), 0.3, 1e-12);
  // Weights 0.95 and 1: (0.95 * 2 + 1) / 1.95 and (0.95 * 0.3 + 0.5) / 1.95
  EXPECT_NEAR(charts.loss().point(TrainCharts::Batches, 1).y(), 2.9 / 1.95, 1e-12);
  EXPECT_NEAR(charts.accuracy().point(TrainCharts::Batches, 1).y(), 0.785 / 1.95, 1e-12);
  EXPECT_EQ(charts.learningRate().point(0, 1), QPointF(2.5, 0.03));
  EXPECT_EQ(charts.speed().point(0, 1), QPointF(2.5, 72));
  EXPECT_EQ(charts.loss().pointCount(TrainCharts::Train), 0);
}

TEST(TrainCharts, AnEpochIsAPointOfTrainingAndOneOfValidation) {
  TrainCharts charts;
  charts.addEpoch({2, 48, 1.7, 0.31, 1.234, 0.456, 2e-3, 80, 61});
  EXPECT_EQ(charts.loss().point(TrainCharts::Train, 0), QPointF(2, 1.7));
  EXPECT_EQ(charts.loss().point(TrainCharts::Valid, 0), QPointF(2, 1.234));
  EXPECT_EQ(charts.accuracy().point(TrainCharts::Train, 0), QPointF(2, 0.31));
  EXPECT_EQ(charts.accuracy().point(TrainCharts::Valid, 0), QPointF(2, 0.456));
  EXPECT_EQ(charts.learningRate().pointCount(0), 0) << "the steps have drawn these";
}

TEST(TrainCharts, ARunThatGoesOnBringsItsEpochs) {
  TrainCharts charts;
  charts.addBatches({batch(1, 1, 5, 0.1)});
  charts.begin({{1, 48, 1.9, 0.31, 1.5, 0.4, 2e-3, 80, 61}, {2, 48, 1.7, 0.41, 1.234, 0.456, 1e-3, 90, 64}});
  EXPECT_EQ(charts.loss().pointCount(TrainCharts::Batches), 0);
  EXPECT_EQ(charts.loss().point(TrainCharts::Valid, 1), QPointF(2, 1.234));
  EXPECT_EQ(charts.learningRate().point(0, 0), QPointF(1, 2e-3));
  EXPECT_EQ(charts.learningRate().point(0, 1), QPointF(2, 1e-3));
  EXPECT_EQ(charts.speed().point(0, 1), QPointF(2, 90));
  charts.addBatches({batch(3, 4, 1.6, 0.5)});
  EXPECT_NEAR(charts.loss().point(TrainCharts::Batches, 0).y(), 1.6, 1e-12) << "what was before is forgotten";
  EXPECT_EQ(charts.loss().point(TrainCharts::Batches, 0).x(), 3) << "the last step ends its epoch";
  charts.begin();
  EXPECT_EQ(charts.loss().pointCount(TrainCharts::Valid), 0);
  EXPECT_EQ(charts.speed().pointCount(0), 0);
}

TEST(TrainCharts, NamesAndColoursAreThoseOfTheirCurve) {
  TrainCharts charts;
  for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
    Theme::instance().setChoice(choice);
    const ThemeColors& theme = Theme::instance().colors();
    for (CurveChart* chart : {&charts.loss(), &charts.accuracy()}) {
      QCustomPlot& plot = chart->plot();
      EXPECT_EQ(plot.graph(0)->name(), QStringLiteral("Batches"));
      EXPECT_EQ(plot.graph(1)->name(), QStringLiteral("Training"));
      EXPECT_EQ(plot.graph(2)->name(), QStringLiteral("Validation"));
      EXPECT_EQ(plot.graph(0)->pen().color(), mixed(theme.mutedText, theme.surface, 0.55));
      EXPECT_EQ(plot.graph(1)->pen().color(), emotionColor(3));
      EXPECT_EQ(plot.graph(2)->pen().color(), emotionColor(4));
    }
  }
  Theme::instance().setChoice(ThemeChoice::System);
  EXPECT_EQ(charts.loss().title(), QStringLiteral("Loss"));
  EXPECT_EQ(charts.accuracy().title(), QStringLiteral("Accuracy"));
  EXPECT_EQ(charts.learningRate().title(), QStringLiteral("Learning rate"));
  EXPECT_EQ(charts.speed().title(), QStringLiteral("Images per second"));
}

TEST(TrainCharts, WhereThereIsLittleRoomOneRowIsShownAtATime) {
  TrainCharts charts;
  charts.resize(800, 12 * charts.fontMetrics().height());
  charts.grab(); // lays out
  EXPECT_FALSE(charts.loss().isHidden());
  EXPECT_TRUE(charts.speed().isHidden());
  charts.resize(800, 40 * charts.fontMetrics().height());
  charts.grab();
  EXPECT_FALSE(charts.loss().isHidden());
  EXPECT_FALSE(charts.speed().isHidden());
}

} // namespace
} // namespace mien::ui
