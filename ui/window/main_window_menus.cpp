#include "ui/look/icons.h"
#include "ui/window/dialogs/about_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/theme_menu.h"
#include "ui/workspace/export_source.h"
#include "ui/workspace/recent_paths.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>

namespace mien::ui {

void MainWindow::addFileMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&File"));
  QAction* dataset = menu->addAction(icon("open"), tr("&Open Data Set..."), this, &MainWindow::askForDataset);
  dataset->setShortcut(QKeySequence::Open);
  menu->addAction(icon("open"), tr("Open &Table of Labels..."), this, &MainWindow::askForTable);
  QAction* model = menu->addAction(icon("model"), tr("Open &Model..."), this, &MainWindow::askForModel);
  model->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
  QAction* images = menu->addAction(icon("image"), tr("Open &Images or Videos..."), this, &MainWindow::askForImages);
  images->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
  m_recentData->fill(menu->addMenu(tr("&Recent Data Sets")));
  m_recentModels->fill(menu->addMenu(tr("Recent Mo&dels")));
  connect(m_recentData, &RecentPaths::chosen, this, [this](const QString& path) {
    showPage(Data);
    openDataset(path);
  });
  connect(m_recentModels, &RecentPaths::chosen, this, &MainWindow::openModel);
  menu->addAction(icon("demo"), tr("&Try with Demo Data"), this, &MainWindow::openDemo);
  menu->addSeparator();
  m_export->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
  menu->addAction(m_export);
  connect(m_export, &QAction::triggered, this, [this] {
    if (auto* source = dynamic_cast<ExportSource*>(m_pages->currentWidget())) {
      source->exportContent();
    }
  });
  menu->addSeparator();
  QAction* quit = menu->addAction(tr("&Quit"), this, &QWidget::close);
  quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
  quit->setMenuRole(QAction::QuitRole);
}

void MainWindow::addViewMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&View"));
  menu->addActions(m_pageActions->actions());
  menu->addSeparator();
  menu->addMenu(new ThemeMenu(menu));
  QAction* full = menu->addAction(tr("&Full Screen"));
  full->setCheckable(true);
  full->setShortcut(QKeySequence(Qt::Key_F11));
  // The window manager, and the geometry that was remembered, change it too.
  connect(full, &QAction::triggered, this, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
  connect(menu, &QMenu::aboutToShow, full, [this, full] { full->setChecked(isFullScreen()); });
}

void MainWindow::addHelpMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Help"));
  menu->addAction(icon("info"), tr("&About Mien"), this, [this] {
    auto* dialog = new AboutDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  menu->addAction(tr("About &Qt"), qApp, &QApplication::aboutQt);
}

} // namespace mien::ui
