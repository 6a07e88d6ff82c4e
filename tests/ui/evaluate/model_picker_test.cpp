#include "ui/evaluate/model_picker.h"

#include "core/train/trainer.h"
#include "tests/support/run_files.h"
#include "tests/support/temp_folder.h"
#include "ui/text/qt_strings.h"
#include "ui/workspace/workspace.h"

#include <QComboBox>

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

} // namespace
} // namespace mien::ui
