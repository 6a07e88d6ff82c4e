#include "ui/predict/predict_page.h"

#include "ui/predict/analysis/outdated_bar.h"
#include "ui/predict/analysis/settings_row.h"
#include "ui/predict/export/export_summary.h"
#include "ui/predict/intake/drop_area.h"
#include "ui/predict/list/predict_entry_list_model.h"
#include "ui/predict/list/predict_list.h"
#include "ui/predict/no_model_bar.h"
#include "ui/predict/predict_bar.h"
#include "ui/predict/video/video_timeline.h"
#include "ui/predict/view/face_canvas.h"
#include "ui/predict/view/face_panel.h"
#include "ui/predict/view/image_loader.h"
#include "ui/predict/view/image_panel.h"
#include "ui/text/text.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/workspace/workspace.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace mien::ui {

namespace {

const auto kSplitterKey = QStringLiteral("predict/splitter");

} // namespace

PredictPage::PredictPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_settings(PredictSettings::load()),
      m_model(new PredictEntryListModel(this)), m_bar(new PredictBar), m_settingsRow(new PredictSettingsRow),
      m_noModel(new NoModelBar), m_outdated(new OutdatedBar), m_banner(new MessageBanner), m_stack(new QStackedWidget),
      m_drop(new DropArea), m_splitter(new QSplitter(Qt::Horizontal)), m_list(new PredictList(*m_model)),
      m_image(new ImagePanel), m_face(new FacePanel), m_collector(new FileCollector(this)),
      m_loader(new ImageLoader(this)), m_exporter(new PredictExport(this)), m_job(new PredictJob(this)) {
  m_settingsRow->setSettings(m_settings);
  setThreshold(m_settings.threshold);
  arrange();
  addActions();
  connectParts();
  connectJobs();
  onModelFileChanged();
}

void PredictPage::arrange() {
  m_banner->setDismissable(true);
  m_splitter->addWidget(m_list);
  m_splitter->addWidget(m_image);
  m_splitter->addWidget(m_face);
  m_splitter->setStretchFactor(0, 0);
  m_splitter->setStretchFactor(1, 1); // more room is for the picture
  m_splitter->setStretchFactor(2, 0);
  m_splitter->setChildrenCollapsible(false);
  const int letter = fontMetrics().averageCharWidth();
  m_splitter->setSizes({letter * 36, letter * 84, letter * 46});
  m_splitter->restoreState(QSettings().value(kSplitterKey).toByteArray());
  connect(m_splitter, &QSplitter::splitterMoved, this,
          [this] { QSettings().setValue(kSplitterKey, m_splitter->saveState()); });
  m_stack->addWidget(m_drop);
  m_stack->addWidget(m_splitter);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 14, 16, 12);
  layout->addWidget(m_bar);
  layout->addWidget(m_settingsRow);
  layout->addWidget(m_noModel);
  layout->addWidget(m_outdated);
  layout->addWidget(m_banner);
  layout->addWidget(m_stack, 1);
}

void PredictPage::addActions() {
  const auto add = [this](QKeySequence::StandardKey key, auto slot) {
    auto* action = new QAction(this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
  };
  add(QKeySequence::Copy, [this] { copyResult(); });
  add(QKeySequence::Paste, [this] {
    if (!addFrom(*QGuiApplication::clipboard()->mimeData())) {
      m_banner->showMessage(MessageBanner::Kind::Info, tr("There is no image to paste."),
                            tr("Copy an image, or files in a file manager, and paste again."));
    }
  });
  setFocusPolicy(Qt::ClickFocus); // so that Ctrl+V works on the empty page after a click
}

void PredictPage::connectParts() {
  connect(m_drop, &DropArea::filesRequested, this, &PredictPage::askForFiles);
  connect(m_drop, &DropArea::folderRequested, this, &PredictPage::askForFolder);
  connect(m_bar, &PredictBar::filesRequested, this, &PredictPage::askForFiles);
  connect(m_bar, &PredictBar::folderRequested, this, &PredictPage::askForFolder);
  connect(m_bar, &PredictBar::stopped, this, &PredictPage::stopAnalysis);
  connect(m_bar, &PredictBar::resumed, this, [this] {
    m_job->releaseAll();
    analyseWaiting();
  });
  connect(m_bar, &PredictBar::exportRequested, this, &PredictPage::exportContent);
  connect(m_noModel, &NoModelBar::openRequested, this, &PredictPage::openModelRequested);
  connect(m_outdated, &OutdatedBar::againRequested, this, &PredictPage::analyseOutdated);
  connect(m_settingsRow, &PredictSettingsRow::settingsChanged, this, &PredictPage::applySettings);
  connect(m_list, &PredictList::currentChanged, this, &PredictPage::showCurrent);
  connect(m_list, &PredictList::removed, this, [this] {
    m_job->keepOnly([this](quint32 id) { return m_model->find(id) != nullptr; });
    analyseWaiting();
  });
  connect(m_image, &ImagePanel::copyRequested, this, &PredictPage::copyResult);
  connect(m_image, &ImagePanel::wholeRequested, this, [this] {
    m_model->setWhole(m_list->current());
    m_job->release(m_list->current());
    showCurrent();
    analyseWaiting();
  });
  connect(&m_image->canvas(), &FaceCanvas::faceChosen, this, &PredictPage::chooseFace);
  connect(&m_image->timeline(), &VideoTimeline::frameChosen, this, [this](int frame) {
    m_videoTouched = true;
    showVideoFrame(frame);
  });
  connect(&m_image->timeline(), &VideoTimeline::failed, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The chart could not be saved."), message);
  });
  connect(m_face, &FacePanel::explanationWanted, this,
          [this](int label) { m_loader->explain(m_image->canvas().face(), label); });
  connect(&m_workspace, &Workspace::modelChanged, this, &PredictPage::onModelFileChanged);
}

void PredictPage::connectJobs() {
  connect(m_loader, &ImageLoader::loaded, this, &PredictPage::onImageLoaded);
  connect(m_loader, &ImageLoader::searching, m_image, &ImagePanel::showSearch);
  connect(m_loader, &ImageLoader::explained, this, [this](int face, const Heatmap& map) {
    if (face == m_image->canvas().face()) {
      m_face->setHeatmap(map);
    }
  });
  connect(m_loader, &ImageLoader::notExplained, m_face, &FacePanel::setExplanationProblem);

  connect(m_collector, &FileCollector::collected, this, &PredictPage::onFilesCollected);
  connect(m_collector, &FileCollector::ended, this, [this] { m_workspace.clearActivity(m_collector); });

  connect(m_job, &PredictJob::analysed, this, &PredictPage::onOutcomes);
  connect(m_job, &PredictJob::advanced, this, &PredictPage::onVideoUpdates);
  connect(m_job, &PredictJob::progress, this, &PredictPage::showProgress);
  connect(m_job, &PredictJob::finished, this, &PredictPage::showState);
  connect(m_job, &PredictJob::failed, this, [this](const QString& message) {
    m_model->keepResults();
    m_banner->showMessage(MessageBanner::Kind::Error, tr("Nothing can be analysed."), message);
  });
  connect(m_job, &PredictJob::detectorFailed, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("Faces cannot be looked for."), message);
  });
  connect(m_job, &PredictJob::warned, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Warning, tr("The face detector may not be the best."), message);
  });

  connect(m_exporter, &PredictExport::progress, this, [this](int done, int total) {
    m_workspace.setActivity(
        tr("Exporting pictures: %1 of %2")
            .arg(countText(static_cast<qulonglong>(done)), countText(static_cast<qulonglong>(total))),
        static_cast<double>(done) / std::max(1, total), [this] { m_exporter->cancel(); }, m_exporter);
  });
  connect(m_exporter, &PredictExport::finished, this, [this](const QString& folder, const PredictExported& result) {
    m_workspace.clearActivity(m_exporter);
    const ExportSummary summary = exportSummary(folder, result);
    m_banner->showMessage(summary.kind, summary.title, summary.details);
    showState();
  });
  connect(m_exporter, &PredictExport::failed, this, [this](const QString& message) {
    m_workspace.clearActivity(m_exporter);
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The results could not be exported."), message);
    showState();
  });
}

} // namespace mien::ui
