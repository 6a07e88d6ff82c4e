#pragma once

#include <QMenu>

#include <functional>

namespace mien::ui {

class Commands;
class EditTarget;

/// Undo, Redo, Copy, Paste, Remove and Select All, on the page that is shown. What is selected in a text comes before
/// the page; on a page without a result to copy, the selected cells of a table are copied.
class EditMenu : public QMenu {
  Q_OBJECT

public:
  /// `target` gives that of the page that is shown; null where it has none.
  EditMenu(const Commands& commands, std::function<EditTarget*()> target, QWidget* parent = nullptr);

private:
  void refresh(); ///< what can be done, and what would be undone
  void copy() const;

  const Commands& m_commands;
  std::function<EditTarget*()> m_target;
};

} // namespace mien::ui
