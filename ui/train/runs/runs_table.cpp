#include "ui/train/runs/runs_table.h"

#include "core/common/error.h"
#include "core/train/run_lock.h"
#include "ui/look/icons.h"
#include "ui/look/table_style.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"
#include "ui/train/runs/run_table_model.h"
#include "ui/train/runs/runs_charts.h"
#include "ui/widgets/panels/empty_state_panel.h"
#include "ui/workspace/workspace.h"

#include <QAction>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QHeaderView>
#include <QMessageBox>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace mien::ui {

namespace {

/// The table may be older than a training that has begun since.
void requireRest(const QString& folder) {
  if (RunLock::isHeld(toPath(folder))) {
    throw Error(ErrorKind::BadArgument, Message("{folder} is being trained. Stop the training first.",
                                                {{"folder", pathText(folder).toStdString()}}));
  }
}

} // namespace

RunsTable::RunsTable(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_model(new RunTableModel(this)),
      m_sorted(new QSortFilterProxyModel(this)), m_view(new QTableView), m_bar(new QToolBar),
      m_charts(new RunsCharts(*m_model)), m_empty(new EmptyStatePanel), m_splitter(new QSplitter(Qt::Vertical)),
      m_reader(this), m_changer(this) {
  m_evaluate = addAction("evaluate", tr("&Evaluate"), tr("Opens the run's best weights on the Evaluate page."),
                         &RunsTable::evaluate);
  m_resume =
      addAction("play", tr("&Resume"), tr("Goes on with a run that was stopped or cut off."), &RunsTable::resume);
  m_useSettings = addAction("copy", tr("&Use Settings"), tr("Takes the run's settings into the form for a new run."),
                            &RunsTable::useSettings);
  m_openFolder =
      addAction("folder", tr("&Open Folder"), tr("Shows the run's files in the file manager."), &RunsTable::openFolder);
  m_rename = addAction("rename", tr("Re&name"), tr("Gives the run another name (F2)."), &RunsTable::rename);
  m_remove = addAction("trash", tr("&Delete"), tr("Deletes the run with its weights (Delete)."), &RunsTable::remove);
  m_remove->setShortcut(QKeySequence::Delete);
  m_bar->setIconSize(QSize(fontMetrics().height(), fontMetrics().height()) * 5 / 4);
  m_bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_bar->setAccessibleName(tr("What to do with the selected run"));

  m_sorted->setSourceModel(m_model);
  m_sorted->setSortRole(RunTableModel::kSortRole);
  m_sorted->setSortLocaleAware(true);
  m_view->setModel(m_sorted);
  m_view->setSortingEnabled(true);
  m_view->sortByColumn(RunTableModel::Changed, Qt::DescendingOrder);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->setSelectionMode(QAbstractItemView::SingleSelection);
  m_view->setEditTriggers(QAbstractItemView::EditKeyPressed);
  styleTable(*m_view);
  m_view->setWordWrap(false);
  m_view->horizontalHeader()->setSectionsMovable(true);
  m_view->horizontalHeader()->setStretchLastSection(true);
  m_view->setAccessibleName(tr("Runs"));
  m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
  m_view->addActions(m_bar->actions());

  m_splitter->addWidget(m_view);
  m_splitter->addWidget(m_charts);
  m_splitter->setStretchFactor(0, 2);
  m_splitter->setStretchFactor(1, 3);
  m_splitter->setChildrenCollapsible(false);
  m_empty->showState("train", tr("There are no runs yet."),
                     tr("Each training becomes a run and stays here until you delete it."), {});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->setSpacing(6);
  layout->addWidget(m_bar);
  layout->addWidget(m_splitter, 1);
  layout->addWidget(m_empty, 1);

  connect(m_view, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
    const int row = m_sorted->mapToSource(index).row();
    m_model->setTicked(row, !m_model->isTicked(row));
  });
  connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsTable::refreshActions);
  connect(m_model, &RunTableModel::renameRequested, this, &RunsTable::moveRun);
  connect(m_charts, &RunsCharts::failed, this,
          [this](const QString& message) { emit failed(tr("The chart could not be saved."), message); });
  connect(&workspace, &Workspace::runsChanged, this, &RunsTable::reload);
  showRuns({});
  reload();
}

QAction* RunsTable::addAction(const char* iconName, const QString& text, const QString& help,
                              void (RunsTable::*slot)()) {
  auto* action = new QAction(icon(iconName), text, this);
  action->setToolTip(help);
  action->setShortcutContext(Qt::WidgetShortcut);
  connect(action, &QAction::triggered, this, slot);
  m_bar->addAction(action);
  return action;
}

void RunsTable::reload() {
  if (m_reader.running()) {
    m_stale = true; // what is read now may be older than the change
    return;
  }
  m_stale = false;
  m_reader.start([saved = m_workspace.savedFolder()](const std::stop_token&) { return readRunEntries(saved); },
                 [this](std::vector<RunEntry> runs) {
                   if (m_stale) {
                     return reload();
                   }
                   showRuns(std::move(runs));
                   emit loaded();
                 },
                 [this](const QString& message) {
                   if (m_stale) {
                     return reload();
                   }
                   emit failed(tr("The runs could not be listed."), message);
                 });
}

void RunsTable::showRuns(std::vector<RunEntry> runs) {
  const QString before = selected() == nullptr ? QString() : selected()->folder();
  const bool first = m_model->rowCount() == 0;
  m_model->setRuns(std::move(runs));
  m_splitter->setVisible(m_model->rowCount() > 0);
  m_bar->setVisible(m_model->rowCount() > 0);
  m_empty->setVisible(m_model->rowCount() == 0);
  if (first && m_model->rowCount() > 0) {
    m_model->setTicked(0, true);
  }
  fitColumns();
  select(before);
  refreshActions();
}

void RunsTable::fitColumns() {
  m_fitted.resize(m_model->columnCount());
  for (int column = 0; column < m_model->columnCount(); ++column) {
    const bool stretched = m_view->horizontalHeader()->visualIndex(column) == m_model->columnCount() - 1;
    if (!stretched && m_fitted[column] != 0 && m_view->columnWidth(column) != m_fitted[column]) {
      continue; // the user's own
    }
    const int colors = column == RunTableModel::Name ? m_view->verticalHeader()->defaultSectionSize() : 0;
    m_view->resizeColumnToContents(column);
    // Never narrower than before: the columns of a run that trains would jump about.
    m_fitted[column] = std::max(m_fitted[column], m_view->columnWidth(column) + colors);
    m_view->setColumnWidth(column, m_fitted[column]);
  }
}

void RunsTable::select(const QString& folder) {
  for (int row = 0; row < m_sorted->rowCount(); ++row) {
    if (m_model->run(m_sorted->mapToSource(m_sorted->index(row, 0)).row()).folder() == folder) {
      m_view->setCurrentIndex(m_sorted->index(row, RunTableModel::Name));
      return;
    }
  }
}

const RunEntry* RunsTable::selected() const {
  const QModelIndexList rows = m_view->selectionModel()->selectedRows();
  return rows.isEmpty() ? nullptr : &m_model->run(m_sorted->mapToSource(rows.first()).row());
}

void RunsTable::setResumable(bool resumable) {
  m_resumable = resumable;
  refreshActions();
}

void RunsTable::refreshActions() {
  const RunEntry* run = selected();
  m_evaluate->setEnabled(run != nullptr && !run->info.weights.empty());
  m_resume->setEnabled(run != nullptr && m_resumable && run->info.resumable && !run->training);
  m_useSettings->setEnabled(run != nullptr && m_resumable && run->info.problem.empty());
  m_openFolder->setEnabled(run != nullptr);
  m_rename->setEnabled(run != nullptr && !run->training && !m_changer.running());
  m_remove->setEnabled(run != nullptr && !run->training && !m_changer.running());
}

void RunsTable::evaluate() { emit m_workspace.evaluateRequested(toQt(selected()->info.weights)); }

void RunsTable::resume() { emit resumeRequested(selected()->folder()); }

void RunsTable::useSettings() {
  TrainConfig config = selected()->info.config;
  config.name.clear();
  emit settingsRequested(config);
}

void RunsTable::openFolder() { QDesktopServices::openUrl(QUrl::fromLocalFile(selected()->folder())); }

void RunsTable::rename() { m_view->edit(m_view->selectionModel()->selectedRows(RunTableModel::Name).first()); }

void RunsTable::remove() {
  const QString folder = selected()->folder();
  auto* question = new QMessageBox(QMessageBox::Question, tr("Delete Run"),
                                   tr("Delete the run “%1”?").arg(pathText(selected()->info.folder.filename())),
                                   QMessageBox::Cancel, this);
  question->setInformativeText(tr("Its weights, settings and history are deleted from the disk. This cannot be "
                                  "undone."));
  const QPushButton* yes = question->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
  question->setDefaultButton(QMessageBox::Cancel);
  question->setAttribute(Qt::WA_DeleteOnClose);
  connect(question, &QMessageBox::buttonClicked, this, [this, folder, yes](const QAbstractButton* clicked) {
    if (clicked == yes) {
      removeRun(folder);
    }
  });
  question->open();
}

void RunsTable::moveRun(const QString& folder, const QString& name) {
  change(
      [folder, name] {
        requireRest(folder);
        renameRun(toPath(folder), toPath(name).string());
      },
      [this, folder, target = toQt(toPath(folder).parent_path() / toPath(name))] {
        m_model->moveTick(folder, target);
        if (m_workspace.modelFile().startsWith(folder + QLatin1Char('/'))) {
          m_workspace.setModelFile(target + m_workspace.modelFile().mid(folder.size()));
        }
      },
      tr("The run could not be renamed."));
}

void RunsTable::removeRun(const QString& folder) {
  change(
      [folder] {
        requireRest(folder);
        deleteRun(toPath(folder));
      },
      [this, folder] {
        if (m_workspace.modelFile().startsWith(folder + QLatin1Char('/'))) {
          m_workspace.setModelFile({});
        }
      },
      tr("The run could not be deleted."));
}

void RunsTable::change(std::function<void()> action, std::function<void()> then, const QString& failure) {
  m_changer.start([action = std::move(action)](const std::stop_token&) { action(); },
                  [this, then = std::move(then)] {
                    then();
                    emit m_workspace.runsChanged();
                  },
                  [this, failure](const QString& message) {
                    emit failed(failure, message);
                    emit m_workspace.runsChanged();
                  });
  refreshActions();
}

} // namespace mien::ui
