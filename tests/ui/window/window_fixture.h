#pragma once

#include "tests/support/temp_folder.h"
#include "ui/window/main_window.h"
#include "ui/workspace/workspace.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>

namespace mien::ui::test {

/// A small demo data set, made once for all tests of this program.
[[nodiscard]] QString demoFolder();

/// Lets events run until `condition` holds; false after a minute without.
bool waitFor(const std::function<bool()>& condition);

/// A shown window over a workspace and settings of its own.
class WindowFixture : public testing::Test {
protected:
  WindowFixture();
  ~WindowFixture() override;

  bool openDemoData(); ///< true when it is open
  void drop(const QString& path);

  mien::test::TempFolder m_folder;
  std::unique_ptr<Workspace> m_workspace;
  std::unique_ptr<MainWindow> m_window;
};

} // namespace mien::ui::test
