#include "ui/window/edit_menu.h"

#include "ui/window/commands.h"
#include "ui/workspace/edit_target.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextDocumentFragment>
#include <QUndoStack>

#include <algorithm>
#include <utility>

namespace mien::ui {

namespace {

/// What is selected in the label, field or log which has the focus; empty: nothing, or it is something else.
QString selectedText() {
  QWidget* focus = QApplication::focusWidget();
  if (const auto* label = qobject_cast<QLabel*>(focus)) {
    return label->selectedText();
  }
  if (const auto* line = qobject_cast<QLineEdit*>(focus)) {
    return line->selectedText();
  }
  const auto* text = qobject_cast<QPlainTextEdit*>(focus);
  return text != nullptr ? text->textCursor().selection().toPlainText() : QString();
}

/// The selected cells of the table or list which has the focus, for a spreadsheet: tabs between them, a row a line.
QString selectedCells() {
  const auto* view = qobject_cast<QAbstractItemView*>(QApplication::focusWidget());
  if (view == nullptr || view->selectionModel() == nullptr) {
    return {};
  }
  QModelIndexList cells = view->selectionModel()->selectedIndexes();
  std::ranges::sort(cells, {}, [](const QModelIndex& cell) { return std::pair(cell.row(), cell.column()); });
  QString text;
  for (qsizetype i = 0; i < cells.size(); ++i) {
    if (i > 0) {
      text += QLatin1Char(cells[i].row() == cells[i - 1].row() ? '\t' : '\n');
    }
    text += cells[i].data().toString();
  }
  return text;
}

} // namespace

EditMenu::EditMenu(const Commands& commands, std::function<EditTarget*()> target, QWidget* parent)
    : QMenu(tr("Ed&it"), parent), m_commands(commands), m_target(std::move(target)) {
  commands.addTo(*this, {Command::Undo, Command::Redo});
  addSeparator();
  commands.addTo(*this, {Command::Copy, Command::Paste, Command::Remove});
  addSeparator();
  commands.addTo(*this, {Command::SelectAll});
  const auto onTarget = [this](Command command, void (*act)(EditTarget&)) {
    m_commands.connectTo(command, this, [this, act] {
      if (EditTarget* page = m_target()) {
        act(*page);
      }
    });
  };
  onTarget(Command::Undo, [](EditTarget& page) {
    if (QUndoStack* stack = page.undoStack()) {
      stack->undo();
    }
  });
  onTarget(Command::Redo, [](EditTarget& page) {
    if (QUndoStack* stack = page.undoStack()) {
      stack->redo();
    }
  });
  onTarget(Command::Paste, [](EditTarget& page) { page.paste(); });
  onTarget(Command::Remove, [](EditTarget& page) { page.removeSelected(); });
  onTarget(Command::SelectAll, [](EditTarget& page) { page.selectAll(); });
  commands.connectTo(Command::Copy, this, &EditMenu::copy);
  connect(this, &QMenu::aboutToShow, this, &EditMenu::refresh);
  // What is disabled keeps its keys from working, and it may be possible by the time they are pressed.
  connect(this, &QMenu::aboutToHide, this, [this] {
    for (QAction* action : actions()) {
      action->setEnabled(true);
    }
  });
}

void EditMenu::refresh() {
  EditTarget* page = m_target();
  const QUndoStack* stack = page != nullptr ? page->undoStack() : nullptr;
  const auto name = [](const QString& verb, const QString& what) {
    return what.isEmpty() ? verb : tr("%1: %2", "a command, what it would undo").arg(verb, what);
  };
  QAction& undo = m_commands.action(Command::Undo);
  undo.setText(name(tr("&Undo"), stack != nullptr ? stack->undoText() : QString()));
  undo.setEnabled(stack != nullptr && stack->canUndo());
  QAction& redo = m_commands.action(Command::Redo);
  redo.setText(name(tr("&Redo"), stack != nullptr ? stack->redoText() : QString()));
  redo.setEnabled(stack != nullptr && stack->canRedo());
  m_commands.action(Command::Copy)
      .setEnabled(!selectedText().isEmpty() || !selectedCells().isEmpty() || (page != nullptr && page->canCopy()));
  m_commands.action(Command::Paste).setEnabled(page != nullptr && page->canPaste());
  m_commands.action(Command::Remove).setEnabled(page != nullptr && page->canRemove());
  m_commands.action(Command::SelectAll).setEnabled(page != nullptr && page->canSelectAll());
}

void EditMenu::copy() const {
  if (const QString text = selectedText(); !text.isEmpty()) {
    QGuiApplication::clipboard()->setText(text);
  } else if (EditTarget* page = m_target(); page != nullptr && page->canCopy()) {
    page->copy();
  } else if (const QString cells = selectedCells(); !cells.isEmpty()) {
    QGuiApplication::clipboard()->setText(cells);
  }
}

} // namespace mien::ui
