#include "ui/train/runs/run_columns.h"

#include "tests/support/screen_locale.h"

#include <QLocale>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

/// Two epochs of five, of which the first was the better one.
RunEntry stoppedRun() {
  RunEntry run;
  run.info.folder = "/data/saved/tuesday";
  run.info.config.name = "tuesday";
  run.info.config.sizes = {{48, 4}, {64, 1}};
  run.info.config.batch = 96;
  run.info.config.learningRate = 0.0025;
  run.info.config.labels = LabelPolicy::Soft;
  run.info.config.augment.strength = 0.7;
  run.info.history = {{1, 48, 1.9, 0.31, 1.234, 0.456, 2e-3, 80, 61}, {2, 48, 1.7, 0.41, 1.345, 0.567, 1e-3, 90, 64}};
  run.info.resumable = true;
  return run;
}

TEST(RunColumns, SayWhatTheRunIsAndWhatItReached) {
  const test::ScreenLocale english(QLocale::c());
  const RunEntry run = stoppedRun();
  EXPECT_EQ(runText(run, RunTableModel::Name), QStringLiteral("tuesday"));
  EXPECT_EQ(runText(run, RunTableModel::State), QStringLiteral("Stopped"));
  // Of the best epoch, which is not the last one.
  EXPECT_EQ(runText(run, RunTableModel::Accuracy), QStringLiteral("45.6 %"));
  EXPECT_EQ(runText(run, RunTableModel::Loss), QStringLiteral("1.234"));
  EXPECT_EQ(runText(run, RunTableModel::Epochs), QStringLiteral("2 of 5"));
  EXPECT_EQ(runText(run, RunTableModel::Sizes), QStringLiteral("48 px × 4, 64 px × 1"));
  EXPECT_EQ(runText(run, RunTableModel::Batch), QStringLiteral("96"));
  EXPECT_EQ(runText(run, RunTableModel::Rate), QStringLiteral("0.0025"));
  EXPECT_EQ(runText(run, RunTableModel::Labels), QStringLiteral("Vote shares"));
  EXPECT_EQ(runText(run, RunTableModel::Augmentation), QStringLiteral("0.7"));
  EXPECT_EQ(runText(run, RunTableModel::Time), QStringLiteral("2 min 05 s")); // 61 s and 64 s
}

TEST(RunColumns, AreSortedByTheNumbersThatTheyShow) {
  const RunEntry run = stoppedRun();
  EXPECT_EQ(runSortKey(run, RunTableModel::Accuracy).toDouble(), 0.456);
  EXPECT_EQ(runSortKey(run, RunTableModel::Loss).toDouble(), 1.234);
  EXPECT_EQ(runSortKey(run, RunTableModel::Epochs).toInt(), 2);
  EXPECT_EQ(runSortKey(run, RunTableModel::Batch).toInt(), 96);
  EXPECT_EQ(runSortKey(run, RunTableModel::Rate).toDouble(), 0.0025);
  EXPECT_EQ(runSortKey(run, RunTableModel::Augmentation).toDouble(), 0.7);
  EXPECT_EQ(runSortKey(run, RunTableModel::Time).toDouble(), 125);
}

TEST(RunColumns, KnowOnlyTheHistoryOfARunWhoseSettingsAreDamaged) {
  RunEntry run = stoppedRun();
  run.info.problem = "config.json is damaged";
  EXPECT_EQ(runText(run, RunTableModel::State), QStringLiteral("Damaged"));
  EXPECT_EQ(runText(run, RunTableModel::Epochs), QStringLiteral("2"));
  EXPECT_EQ(runText(run, RunTableModel::Batch), QString());
  EXPECT_EQ(runText(run, RunTableModel::Sizes), QString());
}

} // namespace
} // namespace mien::ui
