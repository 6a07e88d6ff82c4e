#include "ui/predict/predict_page.h"

#include "ui/predict/analysis/outdated_bar.h"
#include "ui/predict/analysis/settings_row.h"
#include "ui/predict/export/export_dialog.h"
#include "ui/predict/export/export_files.h"
#include "ui/predict/export/export_summary.h"
#include "ui/predict/intake/drop_area.h"
#include "ui/predict/list/predict_entry_list_model.h"
#include "ui/predict/list/predict_list.h"
#include "ui/predict/predict_bar.h"
#include "ui/predict/view/entry_presenter.h"
#include "ui/predict/view/face_panel.h"
#include "ui/predict/view/image_panel.h"
#include "ui/text/model_title.h"
#include "ui/text/number_text.h"
#include "ui/text/qt_strings.h"
#include "ui/text/video_patterns.h"
#include "ui/widgets/dialogs/replace_question.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/widgets/panels/notice_bar.h"
#include "ui/workspace/stored_hints.h"
#include "ui/workspace/workspace.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QUndoStack>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mien::ui {

namespace {

const auto kSplitterKey = QStringLiteral("predict/splitter");
const auto kFolderKey = QStringLiteral("predict/folder");
const auto kExportKey = QStringLiteral("predict/exportFolder");
const auto kImagePatterns =
    QStringLiteral("*.png *.jpg *.jpeg *.jpe *.bmp *.webp *.tif *.tiff *.pbm *.pgm *.ppm *.pnm");

} // namespace

PredictPage::PredictPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_settings(PredictSettings::load()), m_undoStack(new QUndoStack(this)),
      m_model(new PredictEntryListModel(this)), m_bar(new PredictBar(workspace)), m_settingsRow(new PredictSettingsRow),
      m_noModel(new NoticeBar), m_outdated(new OutdatedBar), m_banner(new MessageBanner), m_stack(new QStackedWidget),
      m_drop(new DropArea), m_splitter(new QSplitter(Qt::Horizontal)), m_list(new PredictList(*m_model, *m_undoStack)),
      m_image(new ImagePanel), m_face(new FacePanel),
      m_presenter(new EntryPresenter(*m_model, *m_image, *m_face, this)), m_collector(new FileCollector(this)),
      m_exporter(new PredictExport(this)), m_job(new PredictJob(this)) {
  m_settingsRow->setSettings(m_settings);
  setThreshold(m_settings.uncertainBelow);
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
  connect(m_noModel->addButton("model", tr("O&pen a Model...")), &QPushButton::clicked, this,
          &PredictPage::openModelRequested);
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
  connect(m_image, &ImagePanel::chartFailed, this, [this](const QString& message) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The chart could not be saved."), message);
  });
  connect(&m_workspace, &Workspace::modelChanged, this, &PredictPage::onModelFileChanged);
}

void PredictPage::connectJobs() {
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

PredictPage::~PredictPage() {
  for (const void* owner :
       {static_cast<const void*>(m_job), static_cast<const void*>(m_collector), static_cast<const void*>(m_exporter)}) {
    m_workspace.clearActivity(owner);
  }
  m_undoStack->blockSignals(true); // it is emptied when it goes, and the list would ask this page for more
}

void PredictPage::addPaths(const QStringList& paths) {
  if (paths.isEmpty()) {
    return;
  }
  m_workspace.setActivity(
      tr("Looking for images and videos"), -1, [this] { m_collector->cancel(); }, m_collector);
  m_collector->collect(paths);
}

bool PredictPage::addFrom(const QMimeData& mimeData) {
  QStringList paths;
  for (const QUrl& url : mimeData.urls()) {
    if (url.isLocalFile()) {
      paths << url.toLocalFile();
    }
  }
  if (!paths.isEmpty()) {
    addPaths(paths);
    return true;
  }
  if (!mimeData.hasImage()) {
    return false;
  }
  const std::filesystem::path file = m_pasted.keep(qvariant_cast<QImage>(mimeData.imageData()));
  if (file.empty()) {
    m_banner->showMessage(MessageBanner::Kind::Error, tr("The image could not be pasted."),
                          tr("It could not be written to %1; make room there.").arg(QDir::tempPath()));
    return true;
  }
  m_model->append({{file, /*video=*/false}}, /*pasted=*/true);
  m_list->choose(m_model->entries().back().id);
  analyseWaiting();
  return true;
}

void PredictPage::askForFiles() {
  const QString start = QSettings().value(kFolderKey).toString();
  const QStringList files = QFileDialog::getOpenFileNames(
      this, tr("Add Images or Videos"), start,
      tr("Images and videos (%1 %2);;Images (%1);;Videos (%2);;All files (*)").arg(kImagePatterns, videoPatterns()));
  if (!files.isEmpty()) {
    QSettings().setValue(kFolderKey, QFileInfo(files.first()).absolutePath());
    addPaths(files);
  }
}

void PredictPage::askForFolder() {
  const QString folder =
      QFileDialog::getExistingDirectory(this, tr("Add a Folder"), QSettings().value(kFolderKey).toString());
  if (!folder.isEmpty()) {
    QSettings().setValue(kFolderKey, folder);
    addPaths({folder});
  }
}

void PredictPage::onFilesCollected(const CollectedFiles& files) {
  const int added = m_model->append(files.files);
  m_banner->clear();
  if (!files.problems.isEmpty()) {
    m_banner->showMessage(MessageBanner::Kind::Warning, tr("Some folders could not be read."),
                          files.problems.join(QLatin1Char('\n')));
  } else if (files.stopped && files.files.empty()) {
    m_banner->showMessage(MessageBanner::Kind::Info, tr("The search was stopped."), {});
  } else if (files.others > 0) {
    m_banner->showMessage(
        MessageBanner::Kind::Info, tr("Files that are neither images nor videos were left out."),
        tr("This page analyses images (PNG, JPEG, GIF, HEIC, AVIF, WebP, TIFF, BMP, PNM) and videos (MP4, AVI, MKV, "
           "MOV, WebM and others). Left out: %1.")
            .arg(toQt(files.skipped.text())));
  } else if (files.files.empty()) {
    const QString skipped = toQt(files.skipped.text());
    m_banner->showMessage(MessageBanner::Kind::Info, tr("There is no image or video in this folder."),
                          skipped.isEmpty() ? tr("Its sub-folders were searched too.")
                                            : tr("Its sub-folders were searched too: %1.").arg(skipped));
  } else if (added == 0) {
    m_banner->showMessage(MessageBanner::Kind::Info, tr("These files are in the list already."));
  } else if (!files.skipped.textWithoutLitter().empty()) {
    m_banner->showMessage(MessageBanner::Kind::Info, tr("Not everything in the folder is an image or a video."),
                          toQt(files.skipped.text()));
  }
  m_list->chooseFirst();
  analyseWaiting();
}

void PredictPage::onModelFileChanged() {
  const QString file = m_workspace.modelFile();
  const FileIdentity before = std::exchange(m_modelIdentity, fileIdentity(toPath(file)));
  const ModelHints hints = storedHints(file);
  const bool sameHints = std::exchange(m_modelHints, hints) == hints;
  if (m_answered && m_modelIdentity && m_modelIdentity == before && sameHints) {
    m_classifier->setTitle(modelTitle(file)); // its run was renamed: the results are still its own
    showState();
    return;
  }
  if (file.isEmpty()) {
    setModel(nullptr);
  } else {
    setModel(std::make_shared<SharedClassifier>([path = toPath(file), hints] { return loadClassifier(path, hints); },
                                                modelTitle(file)));
  }
}

void PredictPage::setModel(std::shared_ptr<SharedClassifier> model) {
  m_classifier = std::move(model);
  m_answered = false;
  m_banner->clear();
  applyAnalysisSetup();
  showCurrent();
  analyseWaiting();
}

void PredictPage::applyAnalysisSetup() {
  m_job->setAnalysisSetup(m_classifier, m_settings.detectorOptions());
  m_model->setCurrentSetup({{m_classifier, m_settings.detectorOptions()}, m_settings.mode});
}

void PredictPage::analyseOutdated() {
  const auto isOutdated = [this](const PredictEntry& entry) { return m_model->outdatedBy(entry) != Outdated::No; };
  QSet<quint32> inHand;
  for (const PredictEntry& entry : m_model->entries()) {
    if (entry.state == PredictEntry::State::Working && isOutdated(entry)) {
      inHand.insert(entry.id);
    }
  }
  m_job->forget(inHand);
  m_model->analyseAgain(isOutdated);
  m_banner->clear();
  showCurrent();
  analyseWaiting();
}

void PredictPage::stopAnalysis() {
  QSet<quint32> withoutResult; // the others keep what they have
  for (const PredictEntry& entry : m_model->entries()) {
    if (!entry.again) {
      withoutResult.insert(entry.id);
    }
  }
  m_job->hold(withoutResult);
  m_model->keepResults();
  m_job->cancel();
}

void PredictPage::analyseWaiting() {
  if (m_classifier) {
    QVector<PredictTask> tasks = m_model->waiting(m_settings.mode);
    const QDir results(m_workspace.resultsFolder());
    for (PredictTask& task : tasks) {
      task.unfinishedFolder = toPath(results.filePath(QStringLiteral("predictions/unfinished")));
    }
    m_job->add(tasks);
  }
  showState();
}

void PredictPage::onOutcomes(const QVector<PredictOutcome>& outcomes) {
  m_model->setOutcomes(outcomes);
  for (const PredictOutcome& outcome : outcomes) {
    updateClasses(outcome.origin);
  }
  m_presenter->takeOutcomes(outcomes);
  m_list->chooseFirst();
  showOutdated();
}

void PredictPage::onVideoUpdates(const QVector<VideoUpdate>& updates) {
  m_model->advance(updates);
  std::ranges::for_each(updates, [this](const VideoUpdate& update) { updateClasses(update.origin); });
  showOutdated();
  m_presenter->advance(updates);
}

void PredictPage::updateClasses(const AnalysisProvenance& origin) {
  const bool now = origin.setup->model == m_classifier;
  m_answered = m_answered || now;
  if (now || m_model->formatter().classes.empty()) {
    setClasses(classLabels(*origin.model));
  }
}

void PredictPage::setClasses(const std::vector<ClassLabel>& classes) {
  PredictionFormatter words = m_model->formatter();
  if (!std::ranges::equal(classes, words.classes, {}, &ClassLabel::name, &ClassLabel::name)) {
    words.classes = classes;
    m_list->setClasses(classes);
    m_model->setFormatter(words);
  }
}

void PredictPage::setThreshold(double threshold) {
  PredictionFormatter words = m_model->formatter();
  words.threshold = threshold;
  m_model->setFormatter(words);
  m_presenter->showTexts();
}

void PredictPage::applySettings() {
  const PredictSettings before = std::exchange(m_settings, m_settingsRow->settings());
  m_settings.save();
  if (m_settings.uncertainBelow != before.uncertainBelow) {
    setThreshold(m_settings.uncertainBelow);
  }
  if (!m_settings.sameAnalysis(before)) {
    m_banner->clear();
    applyAnalysisSetup();
    m_model->analyseAgain([this](const PredictEntry& entry) {
      const bool quick = !entry.video && m_model->outdatedBy(entry) == Outdated::Settings;
      return quick || entry.state == PredictEntry::State::Failed; // a video may have taken hours
    });
    showCurrent();
    analyseWaiting();
  }
}

void PredictPage::showCurrent() { m_presenter->show(m_list->current()); }

void PredictPage::showOutdated() {
  m_outdated->showResults(m_model->outdatedResults(), m_classifier ? m_classifier->title() : QString());
}

void PredictPage::showProgress(int done, int total) {
  if (!m_job->running() || total == 0) {
    return;
  }
  const double share = (done + m_model->working()) / total;
  m_bar->setProgress(done, total, share);
  m_workspace.setActivity(
      tr("Analysing: %1 of %2", "files")
          .arg(countText(static_cast<qulonglong>(done)), countText(static_cast<qulonglong>(total))),
      share, [this] { stopAnalysis(); }, m_job);
}

void PredictPage::showState() {
  const bool empty = m_model->rowCount() == 0 && !m_undoStack->canUndo(); // Undo is in the list
  m_stack->setCurrentIndex(empty ? 0 : 1);
  if (m_classifier) {
    m_noModel->clear();
  } else {
    m_noModel->showNotice(tr("No model is chosen."),
                          tr("A trained model names the emotions. Open one, or train one on the Train page; what you "
                             "add waits until then."));
  }
  showOutdated();
  m_bar->setListEmpty(empty);
  m_settingsRow->setVisible(!empty);
  if (!m_job->running()) {
    m_workspace.clearActivity(m_job);
    m_bar->setIdle(m_classifier != nullptr && !m_model->waiting(m_settings.mode).isEmpty());
  }
  m_bar->setExportable(canExport());
  emit m_workspace.exportChanged();
}

void PredictPage::copyResult() {
  if (const PredictEntry* entry = m_model->find(m_list->current())) {
    QGuiApplication::clipboard()->setText(m_model->formatterFor(*entry).report(*entry));
  }
}

bool PredictPage::canExport() const {
  const auto any = [](const PredictEntry& entry) {
    return entry.finished() || entry.partial() || entry.state == PredictEntry::State::Failed;
  };
  return !m_exporter->running() && !m_job->running() && std::ranges::any_of(m_model->entries(), any);
}

void PredictPage::exportContent() {
  if (!canExport()) {
    return;
  }
  const QString usual = QDir(m_workspace.resultsFolder()).filePath(QStringLiteral("predictions"));
  auto* dialog = new PredictExportDialog(QSettings().value(kExportKey, usual).toString(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    QSettings().setValue(kExportKey, dialog->folder());
    PredictExportPlan plan{toPath(dialog->folder()), dialog->csv(), dialog->json(), dialog->pictures(), {}, 0};
    plan.forSpreadsheets = dialog->forSpreadsheets();
    plan.entries = m_model->entries();
    const auto foreign = foreignFiles(exportFiles(plan));
    if (foreign.empty()) {
      exportTo(std::move(plan));
    } else {
      askToReplace(
          foreign, [this, plan = std::move(plan)] { exportTo(plan); }, this);
    }
  });
  dialog->open();
}

void PredictPage::exportTo(PredictExportPlan plan) {
  if (!canExport()) {
    return;
  }
  plan.entries = m_model->entries();
  plan.uncertainBelow = m_settings.uncertainBelow;
  m_banner->clear();
  m_workspace.setActivity(
      tr("Exporting results"), -1, [this] { m_exporter->cancel(); }, m_exporter);
  m_exporter->start(std::move(plan));
  showState();
}

} // namespace mien::ui
