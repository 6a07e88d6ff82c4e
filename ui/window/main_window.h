#pragma once

#include <QMainWindow>
#include <QPointer>

class QMessageBox;
class QMimeData;
class QStackedWidget;

namespace mien::ui {

class ActivityBar;
class Commands;
class DataPage;
class DatasetOpener;
class DropOverlay;
class LivePage;
class MessageBanner;
class ModelNotice;
class ModelOpener;
class NavigationRail;
class PredictPage;
class RecentPaths;
class TrainPage;
class Workspace;
enum class Command;

/// Mien's window: the five workspaces, the menus, the status bar; opens data sets and models.
class MainWindow : public QMainWindow {
  Q_OBJECT

public:
  enum Page { Data, Train, Evaluate, Predict, Live };

  explicit MainWindow(Workspace& workspace, QWidget* parent = nullptr);
  ~MainWindow() override;

  void showPage(Page page);
  [[nodiscard]] Page page() const;
  [[nodiscard]] DataPage& dataPage() const { return *m_dataPage; }
  [[nodiscard]] TrainPage& trainPage() const { return *m_trainPage; }
  [[nodiscard]] PredictPage& predictPage() const { return *m_predictPage; }
  [[nodiscard]] LivePage& livePage() const { return *m_livePage; }
  [[nodiscard]] const ActivityBar& activityBar() const { return *m_activityBar; }
  [[nodiscard]] const MessageBanner& banner() const { return *m_banner; }
  [[nodiscard]] ModelNotice& modelNotice() const { return *m_modelNotice; }

  void openDataset(const QString& folder);
  void openModel(const QString& file);
  void openPath(const QString& path); ///< data, a data set's table, a run, a weights file, images
  void openLastOrDefaultModel();      ///< that of the last time, or the one that Mien comes with
  void reopenLastDataAndModel();      ///< the data set of the last time, where it is still there, and the usual model

protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;

private:
  void addPages();
  void addPage(QWidget* page, Command command);
  void addMenus();
  void connectCommands();
  void connectOpeners();
  void openDemo();
  void askForDataset();
  void askForTable();
  void askForModel();
  void askForImages();
  [[nodiscard]] bool isForPredict(const QMimeData& dragged) const;
  void showExport();
  void continueClosing();

  Workspace& m_workspace;
  Commands* m_commands;
  NavigationRail* m_rail;
  QStackedWidget* m_pages;
  DataPage* m_dataPage;
  TrainPage* m_trainPage;
  PredictPage* m_predictPage;
  LivePage* m_livePage;
  ActivityBar* m_activityBar;
  MessageBanner* m_banner;
  ModelNotice* m_modelNotice;
  DropOverlay* m_drop;
  DatasetOpener* m_opener;
  RecentPaths* m_recentData;
  ModelOpener* m_modelOpener;
  QPointer<QMessageBox> m_question; ///< whether to close, while it is asked
  bool m_closing = false;           ///< the answer was yes
};

} // namespace mien::ui
