#include "ui/train/progress/train_progress.h"

#include "tests/support/screen_locale.h"
#include "ui/widgets/panels/metric_tile.h"

#include <QLabel>
#include <QProgressBar>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

const MetricTile* tile(const TrainProgress& progress, const QString& caption) {
  for (const MetricTile* tile : progress.findChildren<MetricTile*>()) {
    if (tile->accessibleName().startsWith(caption)) {
      return tile;
    }
  }
  return nullptr;
}

QString figure(const TrainProgress& progress, const QString& caption) {
  const MetricTile* found = tile(progress, caption);
  return found == nullptr ? QStringLiteral("no such tile") : found->figure();
}

/// The texts beside the bars, without the tiles'.
QStringList texts(const TrainProgress& progress) {
  QStringList found;
  for (const QLabel* label : progress.findChildren<QLabel*>()) {
    if (qobject_cast<const MetricTile*>(label->parentWidget()) == nullptr && !label->text().isEmpty()) {
      found << label->text();
    }
  }
  return found;
}

int bar(const TrainProgress& progress, const QString& name) {
  for (const QProgressBar* bar : progress.findChildren<QProgressBar*>()) {
    if (bar->accessibleName() == name) {
      return bar->value();
    }
  }
  return -1;
}

// epoch, size, loss and accuracy on the training images, on the validation images, rate, images/s, s
const std::vector<EpochRecord> kHistory{{1, 48, 1.9, 0.31, 1.5, 0.4, 1e-3, 80, 60},
                                        {2, 48, 1.7, 0.72, 1.234, 0.456, 1e-3, 80, 60},
                                        {3, 48, 1.6, 0.83, 1.3, 0.5, 1e-3, 80, 60}};

/// The third step of eight, in the second epoch of five.
BatchEvent batch() {
  BatchEvent event;
  event.epoch = 2;
  event.epochs = 5;
  event.step = 3;
  event.steps = 8;
  event.size = 64;
  event.loss = 1.11;
  event.accuracy = 0.22;
  event.learningRate = 0.033;
  event.imagesPerSecond = 87.6;
  event.secondsLeft = 754; // 12 min 34 s
  return event;
}

TEST(TrainProgress, KnowsTheBestEpochOfARunThatGoesOn) {
  const test::ScreenLocale english(QLocale::c());
  TrainProgress progress;
  progress.begin(QStringLiteral("run-1"), kHistory);
  EXPECT_EQ(progress.state(), QStringLiteral("Preparing the run “run-1”."));
  EXPECT_EQ(figure(progress, QStringLiteral("Best accuracy")), QStringLiteral("45.6 %"));
  EXPECT_EQ(figure(progress, QStringLiteral("Lowest loss")), QStringLiteral("1.234"));
  EXPECT_EQ(tile(progress, QStringLiteral("Best accuracy"))->toolTip(),
            QStringLiteral("On the validation images, in epoch 2, the one with the lowest loss."));
  EXPECT_EQ(tile(progress, QStringLiteral("Lowest loss"))->toolTip(),
            QStringLiteral("On the validation images, in epoch 2. These weights are kept."));

  progress.setEpoch({{4, 48, 1.5, 0.84, 1.2345, 0.6, 1e-3, 80, 60}, 5, false, 60}); // a little worse
  EXPECT_EQ(figure(progress, QStringLiteral("Best accuracy")), QStringLiteral("45.6 %"));
  EXPECT_DOUBLE_EQ(progress.fraction(), 0.8);
  EXPECT_EQ(bar(progress, QStringLiteral("Progress of all epochs")), 800);
  progress.setEpoch({{5, 48, 1.5, 0.84, 1.2, 0.47, 1e-3, 80, 60}, 5, true, 60});
  EXPECT_EQ(figure(progress, QStringLiteral("Best accuracy")), QStringLiteral("47.0 %"));
  EXPECT_EQ(figure(progress, QStringLiteral("Lowest loss")), QStringLiteral("1.200"));
}

TEST(TrainProgress, ANewRunKnowsNothingOfTheOneBefore) {
  TrainProgress progress;
  progress.begin(QStringLiteral("one"), kHistory);
  progress.setBatch(batch());
  progress.begin(QStringLiteral("two"));
  for (const char* caption : {"Best accuracy", "Lowest loss", "Images per second", "Time left"}) {
    EXPECT_EQ(figure(progress, QString::fromLatin1(caption)), QStringLiteral("–")) << caption;
  }
  EXPECT_EQ(progress.fraction(), 0);
  EXPECT_EQ(bar(progress, QStringLiteral("Progress of the epoch")), 0);
  EXPECT_EQ(bar(progress, QStringLiteral("Progress of all epochs")), 0);
  EXPECT_EQ(texts(progress), (QStringList{QStringLiteral("Preparing the run “two”."), QStringLiteral("Epoch"),
                                          QStringLiteral("All epochs")}));
  progress.setEpoch({{1, 48, 2.5, 0.1, 2.2, 0.15, 1e-3, 80, 60}, 5, true, 60});
  EXPECT_EQ(figure(progress, QStringLiteral("Lowest loss")), QLocale().toString(2.2, 'f', 3))
      << "the first is the best";
}

TEST(TrainProgress, AStepSaysWhereItIs) {
  const test::ScreenLocale english(QLocale::c());
  TrainProgress progress;
  progress.begin(QStringLiteral("run-1"));
  progress.setState(QStringLiteral("Training."));
  progress.setBatch(batch());
  // (1 + 3/8) / 5 of everything
  EXPECT_DOUBLE_EQ(progress.fraction(), 0.275);
  EXPECT_EQ(bar(progress, QStringLiteral("Progress of the epoch")), 375);
  EXPECT_EQ(bar(progress, QStringLiteral("Progress of all epochs")), 275);
  EXPECT_EQ(texts(progress),
            (QStringList{QStringLiteral("Training."), QStringLiteral("Epoch 2 of 5 at 64 px"),
                         QStringLiteral("Step 3 of 8"), QStringLiteral("All epochs"), QStringLiteral("27.5 %")}));
  EXPECT_EQ(figure(progress, QStringLiteral("Images per second")), QStringLiteral("88"));
  EXPECT_EQ(figure(progress, QStringLiteral("Time left")), QStringLiteral("12 min 34 s"));
  progress.setCompact(true); // the tiles are gone
  progress.setBatch(batch());
  EXPECT_TRUE(texts(progress).contains(QStringLiteral("12 min 34 s left"))) << texts(progress).join('|').toStdString();
  EXPECT_TRUE(tile(progress, QStringLiteral("Time left"))->isHidden());
  progress.end(QStringLiteral("Done."));
  EXPECT_EQ(progress.state(), QStringLiteral("Done."));
  EXPECT_EQ(figure(progress, QStringLiteral("Time left")), QStringLiteral("–"));
  EXPECT_EQ(figure(progress, QStringLiteral("Images per second")), QStringLiteral("88"));
}

} // namespace
} // namespace mien::ui
