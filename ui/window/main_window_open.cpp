#include "core/model/default_model.h"
#include "core/model/weights_file.h"
#include "ui/data/data_page.h"
#include "ui/live/live_page.h"
#include "ui/predict/predict_page.h"
#include "ui/text/model_title.h"
#include "ui/text/path_text.h"
#include "ui/text/text.h"
#include "ui/text/weights_filter.h"
#include "ui/train/train_page.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/window/drop_overlay.h"
#include "ui/window/main_window.h"
#include "ui/window/model_notice.h"
#include "ui/workspace/dataset_opener.h"
#include "ui/workspace/dropped_path.h"
#include "ui/workspace/recent_paths.h"
#include "ui/workspace/stored_hints.h"
#include "ui/workspace/workspace.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QSettings>

namespace mien::ui {

namespace {

const auto kDataKey = QStringLiteral("session/data");
const auto kModelKey = QStringLiteral("session/model");

} // namespace

void MainWindow::connectOpener() {
  connect(&m_workspace, &Workspace::modelChanged, this, [this] {
    if (!m_workspace.modelFile().isEmpty()) {
      m_recentModels->add(m_workspace.modelFile());
      QSettings().setValue(kModelKey, m_workspace.modelFile());
    }
    m_modelNotice->setModel(m_workspace.modelFile());
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

void MainWindow::openModel(const QString& file) {
  m_banner->clear();
  const QString path = QFileInfo(file).absoluteFilePath();
  m_modelReader.start(
      [path](const std::stop_token& /*stop*/) { return readModelInfo(toPath(path), storedHints(path)); },
      [this, path](const ModelInfo& /*info*/) { m_workspace.setModelFile(path); },
      [this, path](const QString& message) {
        m_recentModels->remove(path);
        m_banner->showMessage(MessageBanner::Kind::Error, tr("The model %1 cannot be opened.").arg(modelTitle(path)),
                              message);
      });
}

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

void MainWindow::openLastOrDefaultModel() {
  const QString last = QSettings().value(kModelKey).toString();
  if (!last.isEmpty() && QFileInfo(last).isFile()) {
    openModel(last);
  } else if (const auto own = findDefaultModel()) {
    openModel(toQt(*own));
  }
}

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
  const QString start =
      m_workspace.modelFile().isEmpty() ? m_workspace.savedFolder() : QFileInfo(m_workspace.modelFile()).absolutePath();
  const QString file = QFileDialog::getOpenFileName(this, tr("Open Model"), start, weightsFilter());
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

} // namespace mien::ui
