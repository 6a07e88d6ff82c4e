#include "ui/window/commands.h"

#include <QKeySequence>
#include <QMenu>

#include <gtest/gtest.h>

#include <map>

namespace mien::ui::test {
namespace {

constexpr int kLast = static_cast<int>(Command::AboutQt);

TEST(Commands, EachHasAnActionAndNoTwoAShortcut) {
  const Commands commands;
  std::map<QString, QString> shortcuts;
  for (int i = 0; i <= kLast; ++i) {
    const QAction& action = commands.action(static_cast<Command>(i));
    EXPECT_FALSE(action.text().isEmpty()) << i;
    if (const QString keys = action.shortcut().toString(); !keys.isEmpty()) {
      const auto [first, fresh] = shortcuts.emplace(keys, action.text());
      EXPECT_TRUE(fresh) << keys.toStdString() << ": " << first->second.toStdString();
    }
  }
  EXPECT_EQ(shortcuts.size(), 16U);
}

TEST(Commands, ExportCanBeUsedWhereThereIsSomethingToExport) {
  Commands commands;
  commands.update({.canExport = false});
  EXPECT_FALSE(commands.action(Command::Export).isEnabled());
  EXPECT_TRUE(commands.action(Command::OpenDataset).isEnabled());
  commands.update({.canExport = true});
  EXPECT_TRUE(commands.action(Command::Export).isEnabled());
}

TEST(Commands, OneWorkspaceIsChecked) {
  const Commands commands;
  commands.action(Command::ShowLive).trigger();
  commands.action(Command::ShowTrain).trigger();
  EXPECT_TRUE(commands.action(Command::ShowTrain).isChecked());
  EXPECT_FALSE(commands.action(Command::ShowLive).isChecked());
  EXPECT_FALSE(commands.action(Command::OpenModel).isCheckable());
}

TEST(Commands, AMenuHasThemInTheGivenOrder) {
  const Commands commands;
  QMenu menu;
  commands.addTo(menu, {Command::Quit, Command::AboutQt});
  ASSERT_EQ(menu.actions().size(), 2);
  EXPECT_EQ(menu.actions()[0], &commands.action(Command::Quit));
  EXPECT_EQ(menu.actions()[1], &commands.action(Command::AboutQt));
}

} // namespace
} // namespace mien::ui::test
