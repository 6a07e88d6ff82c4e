#include "ui/workspace/workspace.h"

#include "tests/support/temp_folder.h"
#include "ui/text/qt_strings.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

TEST(Workspace, AModelThatIsWrittenAgainIsAnotherModel) {
  const test::TempFolder folder;
  Workspace workspace(toQt(folder.path()));
  const QString file = toQt(folder.write("model.pth", "weights"));
  const QSignalSpy changes(&workspace, &Workspace::modelChanged);
  workspace.setModelFile(file);
  EXPECT_EQ(changes.size(), 1);
  workspace.setModelFile(file);
  workspace.checkModelFile();
  emit workspace.runsChanged();
  EXPECT_EQ(changes.size(), 1) << "nothing has changed";

  (void)folder.write("model.pth", "better weights");
  workspace.setModelFile(file);
  EXPECT_EQ(changes.size(), 2) << "opened again";
  (void)folder.write("model.pth", "the best weights");
  workspace.checkModelFile();
  EXPECT_EQ(changes.size(), 3) << "seen when the window comes to the front";
  (void)folder.write("model.pth", "weights after a resume");
  emit workspace.runsChanged();
  EXPECT_EQ(changes.size(), 4) << "an epoch of a resumed run";

  std::filesystem::remove(toPath(file));
  workspace.checkModelFile();
  EXPECT_EQ(changes.size(), 4) << "what was read is still there";
  EXPECT_EQ(workspace.modelFile(), file);
}

} // namespace
} // namespace mien::ui
