#pragma once

#include <QAction>
#include <QHash>
#include <QObject>

#include <initializer_list>
#include <utility>

class QActionGroup;
class QMenu;

namespace mien::ui {

/// What the window's menus and its rail offer.
enum class Command {
  OpenDataset,
  OpenTable,
  OpenModel,
  OpenImages,
  TryDemo,
  Export,
  Quit,
  Undo,
  Redo,
  Copy,
  Paste,
  Remove,
  SelectAll,
  ShowData, ///< the workspaces in the order of MainWindow::Page
  ShowTrain,
  ShowEvaluate,
  ShowPredict,
  ShowLive,
  FullScreen,
  AboutMien,
  AboutQt,
};

/// What decides which commands can be used.
struct CommandState {
  bool canExport = false; ///< the page that is shown has something to export
};

/// The window's actions, made from one table of texts, icons, shortcuts and when each can be used.
class Commands : public QObject {
  Q_OBJECT

public:
  explicit Commands(QObject* parent = nullptr);

  [[nodiscard]] QAction& action(Command command) const { return *m_actions.value(command); }
  void update(const CommandState& state); ///< enables what can be used
  void addTo(QMenu& menu, std::initializer_list<Command> commands) const;

  /// Runs `slot` of `receiver` when the command is chosen.
  template <class Receiver, class Slot> void connectTo(Command command, Receiver* receiver, Slot slot) const {
    connect(&action(command), &QAction::triggered, receiver, std::move(slot));
  }

private:
  QHash<Command, QAction*> m_actions;
  QActionGroup* m_pages; ///< of which one is checked
};

} // namespace mien::ui
