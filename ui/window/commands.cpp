#include "ui/window/commands.h"

#include "ui/look/icons.h"

#include <QActionGroup>
#include <QKeySequence>
#include <QMenu>

#include <vector>

namespace mien::ui {

namespace {

struct Entry {
  Command command;
  const char* icon; ///< null: none
  QString text;
  QKeySequence shortcut;
  bool (*usable)(const CommandState&) = nullptr; ///< null: always
};

class Table {
  Q_DECLARE_TR_FUNCTIONS(mien::ui::Commands)

public:
  static std::vector<Entry> entries() {
    const auto ctrl = [](Qt::Key key) { return QKeySequence(Qt::CTRL | key); };
    return {
        {Command::OpenDataset, "open", tr("&Open Data Set..."), QKeySequence::Open},
        {Command::OpenTable, "open", tr("Open &Table of Labels..."), {}},
        {Command::OpenModel, "model", tr("Open &Model..."), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)},
        {Command::OpenImages, "image", tr("Open &Images or Videos..."), ctrl(Qt::Key_I)},
        {Command::TryDemo, "demo", tr("&Try with Demo Data"), {}},
        {Command::Export, "export", tr("&Export..."), ctrl(Qt::Key_E),
         [](const CommandState& state) { return state.canExport; }},
        {Command::Quit, nullptr, tr("&Quit"), ctrl(Qt::Key_Q)},
        {Command::Undo, nullptr, tr("&Undo"), QKeySequence::Undo},
        {Command::Redo, nullptr, tr("&Redo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)},
        {Command::Copy, "copy", tr("&Copy"), QKeySequence::Copy},
        {Command::Paste, nullptr, tr("&Paste"), QKeySequence::Paste},
        // Its key is the list's own: pressed elsewhere it must not take files off a list.
        {Command::Remove, "trash", tr("Re&move from List"), {}},
        {Command::SelectAll, nullptr, tr("Select &All"), QKeySequence::SelectAll},
        {Command::ShowData, "data", tr("Data"), ctrl(Qt::Key_1)},
        {Command::ShowTrain, "train", tr("Train"), ctrl(Qt::Key_2)},
        {Command::ShowEvaluate, "evaluate", tr("Evaluate"), ctrl(Qt::Key_3)},
        {Command::ShowPredict, "predict", tr("Predict"), ctrl(Qt::Key_4)},
        {Command::ShowLive, "live", tr("Live"), ctrl(Qt::Key_5)},
        {Command::FullScreen, nullptr, tr("&Full Screen"), QKeySequence(Qt::Key_F11)},
        {Command::AboutMien, "info", tr("&About Mien"), {}},
        {Command::AboutQt, nullptr, tr("About &Qt"), {}},
    };
  }
};

} // namespace

Commands::Commands(QObject* parent) : QObject(parent), m_pages(new QActionGroup(this)) {
  for (const Entry& entry : Table::entries()) {
    auto* action = new QAction(entry.text, this);
    if (entry.icon != nullptr) {
      action->setIcon(icon(entry.icon));
    }
    action->setShortcut(entry.shortcut);
    if (entry.command >= Command::ShowData && entry.command <= Command::ShowLive) {
      m_pages->addAction(action);
      action->setCheckable(true);
    }
    m_actions.insert(entry.command, action);
  }
  action(Command::Redo)
      .setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
  action(Command::Quit).setMenuRole(QAction::QuitRole);
  action(Command::FullScreen).setCheckable(true);
}

void Commands::update(const CommandState& state) {
  for (const Entry& entry : Table::entries()) {
    if (entry.usable != nullptr) {
      action(entry.command).setEnabled(entry.usable(state));
    }
  }
}

void Commands::addTo(QMenu& menu, std::initializer_list<Command> commands) const {
  for (const Command command : commands) {
    menu.addAction(&action(command));
  }
}

} // namespace mien::ui
