#include "ui/models/model_picker.h"

#include "core/train/train_config.h"
#include "core/train/trainer.h"
#include "tests/support/run_files.h"
#include "tests/support/temp_folder.h"
#include "ui/text/qt_strings.h"
#include "ui/workspace/workspace.h"

#include <QComboBox>
#include <QSignalSpy>

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

// Every epoch of a training tells of a change, and reading many runs takes long.
TEST(ModelPicker, ReadsTheRunsWhenItIsSeen) {
  const test::TempFolder folder;
  Workspace workspace(toQt(folder.path()));
  ModelPicker picker(workspace);
  picker.refresh();
  const int before = picker.box().count();
  const QString first = toQt(test::makeRun(folder.path() / "saved", "first", 1) / RunFiles::kBest);
  emit workspace.runsChanged();
  EXPECT_EQ(picker.box().count(), before);
  picker.show();
  EXPECT_GE(picker.box().findData(first), 0);
  const QString second = toQt(test::makeRun(folder.path() / "saved", "second", 1) / RunFiles::kBest);
  emit workspace.runsChanged();
  EXPECT_GE(picker.box().findData(second), 0);
}

TEST(ModelPicker, FollowsTheModelInUseAndOpensWhatIsChosen) {
  const test::TempFolder folder;
  Workspace workspace(toQt(folder.path()));
  const QString first = toQt(test::makeRun(folder.path() / "saved", "first", 1) / RunFiles::kBest);
  const QString second = toQt(test::makeRun(folder.path() / "saved", "second", 1) / RunFiles::kBest);
  workspace.setModelFile(first);
  ModelPicker picker(workspace);
  picker.refresh();
  picker.followModelInUse();
  const QSignalSpy opens(&workspace, &Workspace::openModelRequested);
  EXPECT_EQ(picker.file(), first);
  picker.box().setCurrentIndex(picker.box().findData(second));
  ASSERT_EQ(opens.size(), 1);
  EXPECT_EQ(opens[0][0].toString(), second);
  EXPECT_EQ(workspace.modelFile(), first) << "until it has been read";
  emit workspace.modelRefused();
  EXPECT_EQ(picker.file(), first) << "it cannot be used";
  workspace.setModelFile(second);
  EXPECT_EQ(picker.file(), second);
  EXPECT_EQ(opens.size(), 1) << "what is in use already is not asked for";
}

TEST(ModelPicker, ARunWithoutWeightsIsNoChoice) {
  const test::TempFolder folder;
  Workspace workspace(toQt(folder.path()));
  ModelPicker picker(workspace);
  picker.refresh();
  const int before = picker.box().count();
  test::makeRun(folder.path() / "saved", "just-begun", 0);
  picker.refresh();
  EXPECT_EQ(picker.box().count(), before);
  test::makeRun(folder.path() / "saved", "an-epoch", 1);
  picker.refresh();
  EXPECT_EQ(picker.box().count(), before + 1);
}

TEST(ModelPicker, ARunOnDrawnFacesSaysSo) {
  const test::TempFolder folder;
  Workspace workspace(toQt(folder.path()));
  std::filesystem::create_directories(toPath(workspace.demoFolder()));
  const std::filesystem::path run = test::makeRun(folder.path() / "saved", "first", 1);
  ModelPicker picker(workspace);
  picker.refresh();
  const auto title = [&] { return picker.box().itemText(picker.box().findData(toQt(run / RunFiles::kBest))); };
  EXPECT_EQ(title(), QStringLiteral("first"));
  TrainConfig config = test::runConfig("first");
  config.data = toPath(workspace.demoFolder());
  folder.write("saved/first/config.json", toJson(config).dump());
  picker.refresh();
  EXPECT_EQ(title(), QStringLiteral("first (drawn faces only)"));
}

} // namespace
} // namespace mien::ui
