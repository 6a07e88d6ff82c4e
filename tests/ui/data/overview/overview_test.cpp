#include "ui/data/overview/overview.h"

#include "tests/support/screen_locale.h"
#include "ui/data/overview/problems_list.h"
#include "ui/data/overview/samples_chart.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/panels/metric_tile.h"

#include <QComboBox>
#include <QLabel>
#include <QTreeWidget>

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

TEST(DataOverview, CountsWhatThePolicyKeeps) {
  const test::ScreenLocale english(QLocale(QStringLiteral("en_GB")));
  DataOverview overview;
  const auto dataset = datasetOf({1100, 60, 30});
  const auto kept = [&](LabelPolicy policy) {
    overview.setDataset(dataset, policy);
    for (const MetricTile* tile : overview.findChildren<MetricTile*>()) {
      if (tile->accessibleName().startsWith(QStringLiteral("With a label"))) {
        return tile->figure() + QLatin1Char('|') + tile->toolTip();
      }
    }
    return QString();
  };
  EXPECT_EQ(kept(LabelPolicy::Majority), QStringLiteral("99.7 %|The label policy keeps 1,187 of 1,190 images."));
  EXPECT_EQ(kept(LabelPolicy::MultiTarget), QStringLiteral("100.0 %|The label policy keeps 1,190 of 1,190 images."));
}

TEST(DataOverview, SaysWhereTheImagesAre) {
  DataOverview overview;
  auto dataset = std::make_shared<Dataset>(*datasetOf({3, 2, 1}));
  const auto help = [&] {
    overview.setDataset(dataset, LabelPolicy::Majority);
    return overview.findChildren<MetricTile*>().first()->toolTip();
  };
  dataset->summary.inMemory = true;
  EXPECT_EQ(help(), QStringLiteral("All images are held in memory."));
  dataset->summary.inMemory = false;
  EXPECT_EQ(help(), QStringLiteral("Images are read from disk as they are needed."));
}

TEST(DataOverview, TheBoxChoosesCountsOrShares) {
  const test::ScreenLocale english(QLocale::c());
  DataOverview overview;
  overview.setDataset(datasetOf({11, 6, 3}), LabelPolicy::Majority);
  auto* box = overview.findChild<QComboBox*>();
  EXPECT_EQ(overview.chart().axisNumbers().last(), QStringLiteral("10")); // of happiness, with a label
  box->setCurrentIndex(box->findText(QStringLiteral("Share of the split")));
  EXPECT_EQ(overview.chart().axisNumbers().last(), QStringLiteral("100 %"));
}

TEST(ProblemsList, SaysWhatIsWrongWithItsFilesAndWhatIsHarmless) {
  const test::ScreenLocale english(QLocale(QStringLiteral("en_GB")));
  ProblemsList list;
  DatasetProblem missing;
  missing.kind = "missing_image";
  missing.description = "images that are not there";
  missing.count = 1234;
  missing.examples = {"a/one.png", "b/two.png"};
  DatasetProblem junk;
  junk.kind = "junk_row";
  junk.description = "lines that name no image";
  junk.count = 1;
  junk.examples = {"label.csv:7"};
  list.setProblems("/data", {missing, junk});
  const QTreeWidget& tree = list.tree();
  ASSERT_EQ(tree.topLevelItemCount(), 2);
  const QTreeWidgetItem& first = *tree.topLevelItem(0);
  EXPECT_EQ(first.text(0), QStringLiteral("Images that are not there"));
  EXPECT_EQ(first.text(1), QStringLiteral("1,234"));
  ASSERT_EQ(first.childCount(), 3);
  EXPECT_EQ(first.child(0)->text(0), QStringLiteral("a/one.png"));
  EXPECT_EQ(first.child(1)->text(0), QStringLiteral("b/two.png"));
  EXPECT_EQ(first.child(2)->text(0), QStringLiteral("and 1,232 more"));
  const QTreeWidgetItem& second = *tree.topLevelItem(1);
  EXPECT_EQ(second.text(1), QStringLiteral("1"));
  EXPECT_EQ(second.childCount(), 1) << "all of them are named";
  const auto picture = [](const QTreeWidgetItem& item) { return item.icon(0).pixmap(32, 32).toImage(); };
  EXPECT_EQ(picture(first), icon("warning", Theme::instance().colors().warning).pixmap(32, 32).toImage());
  EXPECT_EQ(picture(second), icon("info", Theme::instance().colors().mutedText).pixmap(32, 32).toImage());
  list.setProblems("/data", {});
  QStringList texts;
  for (const QLabel* label : list.findChildren<QLabel*>()) {
    texts << label->text();
  }
  EXPECT_TRUE(texts.contains(QStringLiteral("None: every image and every label could be read.")));
}

} // namespace
} // namespace mien::ui
