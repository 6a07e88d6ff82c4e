#include "ui/window/main_window.h"

#include "ui/data/data_page.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/live/live_page.h"
#include "ui/look/icons.h"
#include "ui/predict/predict_page.h"
#include "ui/text/model_title.h"
#include "ui/text/path_text.h"
#include "ui/text/weights_filter.h"
#include "ui/train/runs/resume_bar.h"
#include "ui/train/runs/runs_table.h"
#include "ui/train/train_page.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/window/activity_bar.h"
#include "ui/window/commands.h"
#include "ui/window/dialogs/about_dialog.h"
#include "ui/window/dialogs/close_question.h"
#include "ui/window/drop_overlay.h"
#include "ui/window/model_notice.h"
#include "ui/window/navigation/navigation_rail.h"
#include "ui/window/theme_menu.h"
#include "ui/workspace/dataset_opener.h"
#include "ui/workspace/dropped_path.h"
#include "ui/workspace/export_source.h"
#include "ui/workspace/model_opener.h"
#include "ui/workspace/recent_paths.h"
#include "ui/workspace/workspace.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace mien::ui {

namespace {

constexpr QSize kFirstSize{1280, 800};
const auto kGeometryKey = QStringLiteral("window/geometry");
const auto kPageKey = QStringLiteral("window/page");
const auto kDataKey = QStringLiteral("session/data");

} // namespace

MainWindow::MainWindow(Workspace& workspace, QWidget* parent)
    : QMainWindow(parent), m_workspace(workspace), m_commands(new Commands(this)), m_rail(new NavigationRail),
      m_pages(new QStackedWidget), m_dataPage(new DataPage(workspace)), m_trainPage(new TrainPage(workspace)),
      m_predictPage(new PredictPage(workspace)), m_livePage(new LivePage(workspace)),
      m_activityBar(new ActivityBar(workspace)), m_banner(new MessageBanner), m_modelNotice(new ModelNotice),
      m_drop(new DropOverlay(this)), m_opener(new DatasetOpener(workspace, this)),
      m_recentData(new RecentPaths(QStringLiteral("recent/data"), this)),
      m_modelOpener(new ModelOpener(workspace, this)) {
  setWindowTitle(tr("Mien"));
  setWindowIcon(applicationIcon());
  setAcceptDrops(true);
  m_banner->setDismissable(true);

  auto* beside = new QVBoxLayout;
  beside->setContentsMargins(0, 0, 0, 0);
  beside->setSpacing(0);
  m_banner->setOuterMargins({16, 12, 16, 0});
  beside->addWidget(m_banner);
  m_modelNotice->setOuterMargins({16, 12, 16, 0});
  beside->addWidget(m_modelNotice);
  beside->addWidget(m_pages, 1);
  auto* central = new QWidget;
  auto* layout = new QHBoxLayout(central);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_rail);
  layout->addLayout(beside, 1);
  setCentralWidget(central);
  statusBar()->addWidget(m_activityBar, 1);
  statusBar()->setSizeGripEnabled(false);

  addPages();
  addMenus();
  connectCommands();
  connectOpeners();
  connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::showExport);
  connect(&m_workspace, &Workspace::exportChanged, this, &MainWindow::showExport);
  connect(&m_workspace, &Workspace::openDatasetRequested, this, &MainWindow::openDataset);
  connect(&m_workspace, &Workspace::evaluateRequested, this, [this] { showPage(Evaluate); });
  connect(m_trainPage, &TrainPage::tryRequested, this, [this](const QString& weights) {
    openModel(weights);
    askForImages();
  });
  connect(
      &m_trainPage->runs(), &RunsTable::loaded, this, // after a crash
      [this] {
        if (m_trainPage->resumeBar().isVisibleTo(m_trainPage)) {
          showPage(Train);
        }
      },
      Qt::SingleShotConnection);
  connect(&m_workspace, &Workspace::activityChanged, this, [this] {
    if (m_closing) { // later: this may be called in the middle of what sets the activity
      QMetaObject::invokeMethod(this, &MainWindow::continueClosing, Qt::QueuedConnection);
    }
  });

  const QSettings settings;
  resize(kFirstSize);
  restoreGeometry(settings.value(kGeometryKey).toByteArray());
  showPage(static_cast<Page>(settings.value(kPageKey, Data).toInt()));
  showExport();
}

MainWindow::~MainWindow() {
  // The pages go first: what they own may still report to the rest while it is joined.
  delete takeCentralWidget();
}

void MainWindow::addPages() {
  auto* evaluate = new EvaluatePage(m_workspace);
  connect(evaluate, &EvaluatePage::openRequested, this, &MainWindow::askForDataset);
  addPage(m_dataPage, Command::ShowData);
  addPage(m_trainPage, Command::ShowTrain);
  addPage(evaluate, Command::ShowEvaluate);
  addPage(m_predictPage, Command::ShowPredict);
  addPage(m_livePage, Command::ShowLive);
}

void MainWindow::addPage(QWidget* page, Command command) {
  QAction& action = m_commands->action(command);
  page->setAccessibleName(action.text());
  const int place = m_pages->addWidget(page);
  connect(&action, &QAction::triggered, m_pages, [this, place] { m_pages->setCurrentIndex(place); });
  m_rail->addPage(&action);
}

void MainWindow::addMenus() {
  QMenu& file = *menuBar()->addMenu(tr("&File"));
  m_commands->addTo(file, {Command::OpenDataset, Command::OpenTable, Command::OpenModel, Command::OpenImages});
  m_recentData->fill(file.addMenu(tr("&Recent Data Sets")));
  m_modelOpener->recent().fill(file.addMenu(tr("Recent Mo&dels")));
  m_commands->addTo(file, {Command::TryDemo});
  file.addSeparator();
  m_commands->addTo(file, {Command::Export});
  file.addSeparator();
  m_commands->addTo(file, {Command::Quit});

  QMenu& view = *menuBar()->addMenu(tr("&View"));
  m_commands->addTo(
      view, {Command::ShowData, Command::ShowTrain, Command::ShowEvaluate, Command::ShowPredict, Command::ShowLive});
  view.addSeparator();
  view.addMenu(new ThemeMenu(&view));
  m_commands->addTo(view, {Command::FullScreen});
  connect(&view, &QMenu::aboutToShow, this,
          [this] { m_commands->action(Command::FullScreen).setChecked(isFullScreen()); });

  m_commands->addTo(*menuBar()->addMenu(tr("&Help")), {Command::AboutMien, Command::AboutQt});
}

void MainWindow::connectCommands() {
  m_commands->connectTo(Command::OpenDataset, this, &MainWindow::askForDataset);
  m_commands->connectTo(Command::OpenTable, this, &MainWindow::askForTable);
  m_commands->connectTo(Command::OpenModel, this, &MainWindow::askForModel);
  m_commands->connectTo(Command::OpenImages, this, &MainWindow::askForImages);
  m_commands->connectTo(Command::TryDemo, this, &MainWindow::openDemo);
  m_commands->connectTo(Command::Export, this, [this] {
    if (auto* source = dynamic_cast<ExportSource*>(m_pages->currentWidget())) {
      source->exportContent();
    }
  });
  m_commands->connectTo(Command::Quit, this, &QWidget::close);
  // The window manager, and the geometry that was remembered, change it too.
  m_commands->connectTo(Command::FullScreen, this, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
  m_commands->connectTo(Command::AboutMien, this, [this] {
    auto* dialog = new AboutDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  m_commands->connectTo(Command::AboutQt, qApp, &QApplication::aboutQt);
  connect(m_recentData, &RecentPaths::chosen, this, [this](const QString& path) {
    showPage(Data);
    openDataset(path);
  });
}

void MainWindow::showPage(Page page) {
  if (page >= Data && page <= Live) {
    m_commands->action(static_cast<Command>(static_cast<int>(Command::ShowData) + page)).trigger();
  }
}

MainWindow::Page MainWindow::page() const { return static_cast<Page>(m_pages->currentIndex()); }

void MainWindow::connectOpeners() {
  connect(&m_workspace, &Workspace::modelChanged, this, [this] { m_modelNotice->setModel(m_workspace.modelFile()); });
  connect(m_modelOpener, &ModelOpener::started, m_banner, &MessageBanner::clear);
  connect(m_modelOpener, &ModelOpener::failed, this, [this](const QString& file, const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The model %1 cannot be opened.").arg(modelTitle(file)),
                          message);
  });
  connect(m_modelNotice, &ModelNotice::described, &m_workspace, &Workspace::reloadModel);
  connect(m_livePage, &LivePage::openModelRequested, this, &MainWindow::askForModel);
  connect(m_trainPage, &TrainPage::openRequested, this, &MainWindow::askForDataset);
  connect(m_trainPage, &TrainPage::demoRequested, this, &MainWindow::openDemo);
  connect(m_predictPage, &PredictPage::openModelRequested, this, &MainWindow::askForModel);
  connect(m_dataPage, &DataPage::openRequested, this, &MainWindow::askForDataset);
  connect(m_dataPage, &DataPage::demoRequested, this, &MainWindow::openDemo);
  connect(m_dataPage, &DataPage::cancelRequested, m_opener, &DatasetOpener::cancel);
  connect(m_opener, &DatasetOpener::started, m_dataPage, &DataPage::showLoading);
  connect(m_opener, &DatasetOpener::progress, m_dataPage, &DataPage::showProgress);
  connect(m_opener, &DatasetOpener::cancelled, m_dataPage, &DataPage::endLoading);
  connect(m_opener, &DatasetOpener::failed, this, [this](const QString& folder, const QString& message) {
    m_recentData->remove(folder);
    m_dataPage->showError(tr("The data set %1 cannot be opened.").arg(pathText(QFileInfo(folder).fileName())), message);
    showPage(Data);
  });
  connect(m_opener, &DatasetOpener::opened, this, [this](const QString& folder, bool demo) {
    m_recentData->add(folder);
    QSettings().setValue(kDataKey, folder);
    if (demo) {
      showPage(Train);
      m_trainPage->trainQuick();
    }
  });
}

void MainWindow::openDataset(const QString& folder) { m_opener->open(folder); }

void MainWindow::openDemo() {
  showPage(Data); // it shows how far the drawing is
  m_opener->openDemo();
}

void MainWindow::openModel(const QString& file) { m_modelOpener->open(file); }

void MainWindow::openPath(const QString& path) {
  const DroppedPath dropped = classifyPath(path);
  switch (dropped.kind) {
  case DroppedPath::Kind::Dataset:
    showPage(Data);
    openDataset(dropped.path);
    break;
  case DroppedPath::Kind::Model:
    openModel(dropped.path);
    break;
  case DroppedPath::Kind::Images:
    showPage(Predict);
    m_predictPage->addPaths({dropped.path});
    break;
  case DroppedPath::Kind::Unknown:
    m_banner->showMessage(MessageBanner::Kind::Warning,
                          tr("Mien cannot open %1.").arg(pathText(QFileInfo(path).fileName())),
                          tr("Open an image, a video, a folder with a data set, a run folder, or a file of weights "
                             "(.pth, .safetensors and the like)."));
    break;
  }
}

void MainWindow::reopenLastDataAndModel() {
  const QSettings settings;
  const QString folder = settings.value(kDataKey).toString();
  if (!folder.isEmpty() && QFileInfo::exists(folder)) {
    openDataset(folder);
  }
  openLastOrDefaultModel();
}

void MainWindow::openLastOrDefaultModel() { m_modelOpener->openLastOrDefault(); }

void MainWindow::askForDataset() {
  const QStringList recent = m_recentData->paths();
  const QString start = recent.isEmpty() ? QString() : QFileInfo(recent.first()).absolutePath();
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Open Data Set"), start);
  if (!folder.isEmpty()) {
    showPage(Data);
    openDataset(folder);
  }
}

void MainWindow::askForTable() {
  const QString last = m_recentData->paths().value(0);
  const QString file = QFileDialog::getOpenFileName(this, tr("Open Table of Labels"), QFileInfo(last).absolutePath(),
                                                    tr("Tables (*.csv *.tsv *.txt *.lst);;All files (*)"));
  if (!file.isEmpty()) {
    showPage(Data);
    openDataset(file);
  }
}

void MainWindow::askForModel() {
  const QString file =
      QFileDialog::getOpenFileName(this, tr("Open Model"), m_modelOpener->startFolder(), weightsFilter());
  if (!file.isEmpty()) {
    openModel(file);
  }
}

void MainWindow::askForImages() {
  showPage(Predict);
  m_predictPage->askForFiles();
}

bool MainWindow::isForPredict(const QMimeData& dragged) const {
  const DroppedPath dropped = firstUsable(dragged);
  if (dropped.kind == DroppedPath::Kind::Unknown) { // from a browser, say
    return localPaths(dragged).isEmpty() && dragged.hasImage();
  }
  const bool folderOfFolders =
      page() == Predict && dropped.kind == DroppedPath::Kind::Dataset && isPlainFolder(dropped.path);
  return dropped.kind == DroppedPath::Kind::Images || folderOfFolders;
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (isForPredict(*event->mimeData())) {
    event->acceptProposedAction();
    m_drop->showFor(tr("Drop to read the emotions of the faces"));
    return;
  }
  const DroppedPath dropped = firstUsable(*event->mimeData());
  if (dropped.kind != DroppedPath::Kind::Unknown) {
    event->acceptProposedAction();
    m_drop->showFor(dropped.kind == DroppedPath::Kind::Model ? tr("Drop to use this model")
                                                             : tr("Drop to open this data set"));
  }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent* /*event*/) { m_drop->hide(); }

void MainWindow::dropEvent(QDropEvent* event) {
  m_drop->hide();
  if (isForPredict(*event->mimeData())) {
    event->acceptProposedAction();
    showPage(Predict);
    m_predictPage->addFrom(*event->mimeData());
    return;
  }
  const DroppedPath dropped = firstUsable(*event->mimeData());
  if (dropped.kind != DroppedPath::Kind::Unknown) {
    event->acceptProposedAction();
    openPath(dropped.path);
  }
}

void MainWindow::showExport() {
  const auto* source = dynamic_cast<const ExportSource*>(m_pages->currentWidget());
  m_commands->update({.canExport = source != nullptr && source->canExport()});
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!m_workspace.activities().empty()) {
    event->ignore();
    const bool stoppable =
        std::ranges::any_of(m_workspace.activities(), [](const Activity& a) { return a.stop != nullptr; });
    if (!stoppable) {
      m_closing = true; // what the status bar names ends by itself; there is nothing to decide
    } else if (!m_question && !m_closing) {
      m_question = makeCloseQuestion(m_workspace.activities(), this);
      connect(m_question, &QMessageBox::accepted, this, [this] {
        m_closing = true;
        continueClosing();
      });
      m_question->open();
    }
    return;
  }
  QSettings settings;
  settings.setValue(kGeometryKey, saveGeometry());
  settings.setValue(kPageKey, static_cast<int>(page()));
  m_livePage->stop();
  event->accept();
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
    m_workspace.checkModelFile(); // another program may have written it
  }
}

void MainWindow::continueClosing() {
  const std::vector<Activity> running = m_workspace.activities(); // a copy: stopping changes it
  if (running.empty()) {
    close();
    return;
  }
  for (const Activity& activity : running) {
    if (activity.stop) {
      activity.stop();
    }
  }
}

} // namespace mien::ui
