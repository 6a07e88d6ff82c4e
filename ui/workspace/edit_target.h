#pragma once

class QUndoStack;

namespace mien::ui {

/// A page whose content can be edited implements this beside QWidget; the Edit menu then works on it, whatever on the
/// page has the focus. What is shown as possible is asked for when the menu opens.
class EditTarget {
public:
  virtual ~EditTarget() = default;

  [[nodiscard]] virtual QUndoStack* undoStack() { return nullptr; } ///< null: nothing can be undone
  [[nodiscard]] virtual bool canCopy() const { return false; }
  virtual void copy() {}
  [[nodiscard]] virtual bool canPaste() const { return false; }
  virtual void paste() {}
  [[nodiscard]] virtual bool canRemove() const { return false; } ///< what is selected
  virtual void removeSelected() {}
  [[nodiscard]] virtual bool canSelectAll() const { return false; }
  virtual void selectAll() {}
};

} // namespace mien::ui
