#include "ui/window/main_window.h"

#include "ui/data/data_page.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/live/live_page.h"
#include "ui/look/icons.h"
#include "ui/predict/predict_page.h"
#include "ui/train/runs/resume_bar.h"
#include "ui/train/runs/runs_table.h"
#include "ui/train/train_page.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/window/activity_bar.h"
#include "ui/window/dialogs/close_question.h"
#include "ui/window/drop_overlay.h"
#include "ui/window/model_notice.h"
#include "ui/window/navigation/navigation_rail.h"
#include "ui/workspace/dataset_opener.h"
#include "ui/workspace/export_source.h"
#include "ui/workspace/recent_paths.h"
#include "ui/workspace/workspace.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMessageBox>
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

} // namespace

MainWindow::MainWindow(Workspace& workspace, QWidget* parent)
    : QMainWindow(parent), m_workspace(workspace), m_rail(new NavigationRail), m_pages(new QStackedWidget),
      m_pageActions(new QActionGroup(this)), m_dataPage(new DataPage(workspace)), m_trainPage(new TrainPage(workspace)),
      m_predictPage(new PredictPage(workspace)), m_livePage(new LivePage(workspace)),
      m_activityBar(new ActivityBar(workspace)), m_banner(new MessageBanner), m_modelNotice(new ModelNotice),
      m_drop(new DropOverlay(this)), m_opener(new DatasetOpener(workspace, this)),
      m_recentData(new RecentPaths(QStringLiteral("recent/data"), this)),
      m_recentModels(new RecentPaths(QStringLiteral("recent/models"), this)),
      m_export(new QAction(icon("export"), tr("&Export..."), this)), m_modelReader(this) {
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
  addFileMenu();
  addViewMenu();
  addHelpMenu();
  connectOpener();
  connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::showExport);
  connect(&m_workspace, &Workspace::exportChanged, this, &MainWindow::showExport);
  connect(&m_workspace, &Workspace::openDatasetRequested, this, &MainWindow::openDataset);
  connect(&m_workspace, &Workspace::evaluateRequested, this, [this](const QString& weights) {
    m_workspace.setModelFile(weights);
    showPage(Evaluate);
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
  addPage(m_dataPage, "data", tr("Data"), Qt::Key_1);
  addPage(m_trainPage, "train", tr("Train"), Qt::Key_2);
  auto* evaluate = new EvaluatePage(m_workspace);
  connect(evaluate, &EvaluatePage::openRequested, this, &MainWindow::askForDataset);
  addPage(evaluate, "evaluate", tr("Evaluate"), Qt::Key_3);
  addPage(m_predictPage, "predict", tr("Predict"), Qt::Key_4);
  addPage(m_livePage, "live", tr("Live"), Qt::Key_5);
}

void MainWindow::addPage(QWidget* page, const char* iconName, const QString& name, int key) {
  page->setAccessibleName(name);
  const int place = m_pages->addWidget(page);
  auto* action = m_pageActions->addAction(icon(iconName), name);
  action->setCheckable(true);
  action->setShortcut(QKeySequence(static_cast<int>(Qt::CTRL) | key));
  connect(action, &QAction::triggered, m_pages, [this, place] { m_pages->setCurrentIndex(place); });
  m_rail->addPage(action);
}

void MainWindow::showPage(Page page) {
  const QList<QAction*> actions = m_pageActions->actions();
  if (page >= 0 && page < actions.size()) {
    actions[page]->trigger();
  }
}

MainWindow::Page MainWindow::page() const { return static_cast<Page>(m_pages->currentIndex()); }

void MainWindow::showExport() {
  const auto* source = dynamic_cast<const ExportSource*>(m_pages->currentWidget());
  m_export->setEnabled(source != nullptr && source->canExport());
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
