#pragma once

#include "core/train/train_config.h"
#include "ui/async/worker.h"
#include "ui/train/runs/run_entry.h"

#include <QVector>
#include <QWidget>

#include <functional>

class QAction;
class QSortFilterProxyModel;
class QSplitter;
class QTableView;
class QToolBar;

namespace mien::ui {

class EmptyStatePanel;
class RunsCharts;
class RunTableModel;
class Workspace;

/// Every run in saved/ with its settings and best figures; what can be done with one of them; and the curves of those
/// that are ticked. Reads the folder in the background, again on Workspace::runsChanged().
class RunsTable : public QWidget {
  Q_OBJECT

public:
  explicit RunsTable(Workspace& workspace, QWidget* parent = nullptr);

  void reload();
  void select(const QString& folder);
  [[nodiscard]] const RunEntry* selected() const; ///< null: none
  [[nodiscard]] RunTableModel& runsModel() const { return *m_model; }
  [[nodiscard]] RunsCharts& charts() const { return *m_charts; }

  void setResumable(bool resumable); ///< false while another run is being trained

signals:
  void loaded(); ///< the runs are those on disk now
  void resumeRequested(const QString& folder);
  void settingsRequested(const mien::TrainConfig& config); ///< to begin a new run with
  void failed(const QString& title, const QString& details);

private:
  QAction* addAction(const char* iconName, const QString& text, const QString& help, void (RunsTable::*slot)());
  void evaluate();
  void resume();
  void useSettings();
  void openFolder();
  void rename();
  void remove();
  void moveRun(const QString& folder, const QString& name);
  void removeRun(const QString& folder);
  /// Does `action` in the background, as it may take long with large files, and `then` here when it worked.
  void change(std::function<void()> action, std::function<void()> then, const QString& failure);
  void showRuns(std::vector<RunEntry> runs);
  void fitColumns(); ///< makes room for what they show, except where the user has chosen a width
  void refreshActions();

  Workspace& m_workspace;
  RunTableModel* m_model;
  QSortFilterProxyModel* m_sorted;
  QTableView* m_view;
  QToolBar* m_bar;
  RunsCharts* m_charts;
  EmptyStatePanel* m_empty;
  QSplitter* m_splitter;
  QAction* m_evaluate;
  QAction* m_resume;
  QAction* m_useSettings;
  QAction* m_openFolder;
  QAction* m_rename;
  QAction* m_remove;
  bool m_resumable = true;
  bool m_stale = false;  ///< the runs have changed since the reader began
  QVector<int> m_fitted; ///< the widths that fitColumns() has chosen
  Worker m_reader;
  Worker m_changer;
};

} // namespace mien::ui
