#include "ui/data/overview/overview.h"

#include "tests/support/screen_locale.h"
#include "ui/widgets/panels/metric_tile.h"

#include <QComboBox>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

/// So many images of each split, with ten votes for happiness but for the first of each split, whose votes are divided.
std::shared_ptr<const Dataset> datasetOf(const std::array<std::size_t, kSplitCount>& images) {
  auto dataset = std::make_shared<Dataset>();
  for (int split = 0; split < kSplitCount; ++split) {
    for (std::size_t i = 0; i < images[static_cast<std::size_t>(split)]; ++i) {
      Sample sample;
      sample.split = static_cast<Split>(split);
      sample.votes[static_cast<std::size_t>(Emotion::Happiness)] = i == 0 ? 5 : 10;
      sample.votes[static_cast<std::size_t>(Emotion::Neutral)] = i == 0 ? 5 : 0;
      dataset->samples.push_back(sample);
    }
  }
  dataset->summary.images = images;
  dataset->summary.commonSide = 57;
  return dataset;
}

QStringList figures(const DataOverview& overview) {
  QStringList found;
  for (const MetricTile* tile : overview.findChildren<MetricTile*>()) {
    found << tile->accessibleName();
  }
  found.sort();
  return found;
}

TEST(DataOverview, EachTileHasTheFigureOfItsName) {
  const test::ScreenLocale english(QLocale::c()); // the shares have its point
  DataOverview overview;
  overview.setDataset(datasetOf({11, 6, 3}), LabelPolicy::Majority);
  // 20 images; of each of the three splits one has no majority: 17 of 20 are 85 %.
  EXPECT_EQ(figures(overview), (QStringList{QStringLiteral("Image size: 57 px"), QStringLiteral("Images: 20"),
                                            QStringLiteral("Test: 3"), QStringLiteral("Training: 11"),
                                            QStringLiteral("Validation: 6"), QStringLiteral("With a label: 85.0 %")}));
}

} // namespace
} // namespace mien::ui
