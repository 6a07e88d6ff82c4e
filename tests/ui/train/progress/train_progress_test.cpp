#include "ui/train/progress/train_progress.h"

#include "ui/widgets/panels/metric_tile.h"

#include <QLocale>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

QString figure(const TrainProgress& progress, const QString& caption) {
  for (const MetricTile* tile : progress.findChildren<MetricTile*>()) {
    if (tile->accessibleName().startsWith(caption)) {
      return tile->figure();
    }
  }
  return {};
}

TEST(TrainProgress, KnowsTheBestEpochOfARunThatGoesOn) {
  QLocale::setDefault(QLocale::c());
  TrainProgress progress;
  // epoch, size, loss and accuracy on the training images, on the validation images, ...: the second is the best
  progress.begin(QStringLiteral("run-1"), {{1, 48, 1.9, 0.31, 1.5, 0.4, 1e-3, 80, 60},
                                           {2, 48, 1.7, 0.72, 1.234, 0.456, 1e-3, 80, 60},
                                           {3, 48, 1.6, 0.83, 1.3, 0.5, 1e-3, 80, 60}});
  EXPECT_EQ(figure(progress, QStringLiteral("Best accuracy")), QStringLiteral("45.6 %"));
  EXPECT_EQ(figure(progress, QStringLiteral("Lowest loss")), QStringLiteral("1.234"));
  progress.setEpoch({{4, 48, 1.5, 0.84, 1.2, 0.47, 1e-3, 80, 60}, 5, true, 60});
  EXPECT_EQ(figure(progress, QStringLiteral("Best accuracy")), QStringLiteral("47.0 %"));
  EXPECT_EQ(figure(progress, QStringLiteral("Lowest loss")), QStringLiteral("1.200"));
}

} // namespace
} // namespace mien::ui
