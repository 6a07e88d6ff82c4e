#include "ui/window/edit_menu.h"

#include "ui/window/commands.h"
#include "ui/workspace/edit_target.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMainWindow>
#include <QMenuBar>
#include <QTableWidget>
#include <QTest>
#include <QUndoStack>
#include <QVBoxLayout>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

/// A page that says what was done to it.
struct Page : EditTarget {
  [[nodiscard]] QUndoStack* undoStack() override { return &stack; }
  [[nodiscard]] bool canCopy() const override { return can; }
  void copy() override { done << QStringLiteral("copy"); }
  [[nodiscard]] bool canPaste() const override { return can; }
  void paste() override { done << QStringLiteral("paste"); }
  [[nodiscard]] bool canRemove() const override { return can; }
  void removeSelected() override { done << QStringLiteral("remove"); }
  [[nodiscard]] bool canSelectAll() const override { return can; }
  void selectAll() override { done << QStringLiteral("all"); }

  QUndoStack stack;
  QStringList done;
  bool can = true;
};

class EditMenuTest : public testing::Test {
protected:
  EditMenuTest() {
    m_menu = new EditMenu(m_commands, [this] { return m_page; });
    m_window.menuBar()->addMenu(m_menu);
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    m_label = new QLabel(QStringLiteral("faces and figures"));
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_table = new QTableWidget(2, 2);
    layout->addWidget(m_label);
    layout->addWidget(m_table);
    m_window.setCentralWidget(content);
    m_window.show();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&m_window));
    QGuiApplication::clipboard()->setText(QStringLiteral("of before"));
  }

  Page m_own;
  EditTarget* m_page = &m_own;
  Commands m_commands;
  QMainWindow m_window;
  EditMenu* m_menu;
  QLabel* m_label;
  QTableWidget* m_table;
};

TEST_F(EditMenuTest, ActsOnThePageThatIsShown) {
  for (const Command command : {Command::Copy, Command::Paste, Command::Remove, Command::SelectAll}) {
    m_commands.action(command).trigger();
  }
  EXPECT_EQ(m_own.done.join(u' '), QStringLiteral("copy paste remove all"));
  m_own.stack.push(new QUndoCommand(QStringLiteral("Remove 2 Files")));
  m_commands.action(Command::Undo).trigger();
  EXPECT_TRUE(m_own.stack.canRedo());
  m_commands.action(Command::Redo).trigger();
  EXPECT_TRUE(m_own.stack.canUndo());
  m_page = nullptr;
  for (const Command command : {Command::Undo, Command::Paste, Command::Copy}) {
    m_commands.action(command).trigger(); // a page without anything to edit
  }
  EXPECT_EQ(m_own.done.size(), 4);
}

TEST_F(EditMenuTest, SaysWhatCanBeDone) {
  const auto enabled = [this] {
    emit m_menu->aboutToShow();
    QStringList texts;
    for (const QAction* action : m_menu->actions()) {
      if (!action->isSeparator() && action->isEnabled()) {
        texts << action->text().remove(u'&');
      }
    }
    emit m_menu->aboutToHide();
    return texts.join(QStringLiteral(", "));
  };
  EXPECT_EQ(enabled(), QStringLiteral("Copy, Paste, Remove from List, Select All"));
  m_own.stack.push(new QUndoCommand(QStringLiteral("Remove 2 Files")));
  EXPECT_TRUE(enabled().startsWith(QStringLiteral("Undo: Remove 2 Files, Copy")));
  m_own.stack.undo();
  EXPECT_TRUE(enabled().startsWith(QStringLiteral("Redo: Remove 2 Files, Copy")));
  m_own.can = false;
  m_own.stack.clear();
  EXPECT_EQ(enabled(), QString());
  m_page = nullptr;
  EXPECT_EQ(enabled(), QString());
  EXPECT_TRUE(m_commands.action(Command::Paste).isEnabled()) << "its key works once it can be done";
}

TEST_F(EditMenuTest, SelectedTextComesBeforeThePage) {
  m_label->setFocus();
  m_label->setSelection(0, 5);
  QTest::keyClick(m_label, Qt::Key_C, Qt::ControlModifier);
  EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("faces"));
  EXPECT_TRUE(m_own.done.isEmpty());
  m_label->setSelection(0, 0);
  QTest::keyClick(m_label, Qt::Key_C, Qt::ControlModifier);
  EXPECT_EQ(m_own.done, QStringList{QStringLiteral("copy")});
}

TEST_F(EditMenuTest, CellsAreCopiedWhereThePageHasNoResult) {
  m_own.can = false;
  for (int cell = 0; cell < 4; ++cell) {
    m_table->setItem(cell / 2, cell % 2, new QTableWidgetItem(QString::number(cell)));
  }
  m_table->setFocus();
  m_table->selectAll();
  QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
  EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("0\t1\n2\t3"));
}

} // namespace
} // namespace mien::ui
