#include "ui/predict/predict_page.h"

#include "ui/predict/analysis/outdated_bar.h"
#include "ui/predict/analysis/settings_row.h"
#include "ui/predict/export/export_dialog.h"
#include "ui/predict/export/export_files.h"
#include "ui/predict/list/predict_entry_list_model.h"
#include "ui/predict/list/predict_list.h"
#include "ui/predict/no_model_bar.h"
#include "ui/predict/predict_bar.h"
#include "ui/predict/video/video_timeline.h"
#include "ui/predict/view/face_canvas.h"
#include "ui/predict/view/face_panel.h"
#include "ui/predict/view/image_loader.h"
#include "ui/predict/view/image_panel.h"
#include "ui/text/model_title.h"
#include "ui/text/text.h"
#include "ui/text/video_patterns.h"
#include "ui/widgets/dialogs/replace_question.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/workspace/stored_hints.h"
#include "ui/workspace/workspace.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace mien::ui {

namespace {

const auto kFolderKey = QStringLiteral("predict/folder");
const auto kExportKey = QStringLiteral("predict/exportFolder");
const auto kImagePatterns =
    QStringLiteral("*.png *.jpg *.jpeg *.jpe *.bmp *.webp *.tif *.tiff *.pbm *.pgm *.ppm *.pnm");

} // namespace

PredictPage::~PredictPage() {
  for (const void* owner :
       {static_cast<const void*>(m_job), static_cast<const void*>(m_collector), static_cast<const void*>(m_exporter)}) {
    m_workspace.clearActivity(owner);
  }
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
  const quint32 current = m_list->current();
  for (const PredictOutcome& outcome : outcomes) {
    updateClasses(outcome.origin);
    if (outcome.id != current) {
      continue;
    }
    if (outcome.video) {
      endVideo();
    } else {
      showCurrent();
    }
  }
  m_list->chooseFirst();
  showOutdated();
}

void PredictPage::updateClasses(const AnalysisProvenance& origin) {
  const bool now = origin.setup->model == m_classifier;
  m_answered = m_answered || now;
  if (now || m_model->words().classes.empty()) {
    setClasses(classLabels(*origin.model));
  }
}

void PredictPage::setClasses(const std::vector<ClassLabel>& classes) {
  PredictionFormatter words = m_model->words();
  if (!std::ranges::equal(classes, words.classes, {}, &ClassLabel::name, &ClassLabel::name)) {
    words.classes = classes;
    m_list->setClasses(classes);
    m_model->setFormatter(words);
  }
}

void PredictPage::setThreshold(double threshold) {
  PredictionFormatter words = m_model->words();
  words.threshold = threshold;
  m_model->setFormatter(words);
  if (const PredictEntry* entry = m_model->find(m_list->current())) {
    showEntry(*entry);
  }
}

void PredictPage::applySettings() {
  const PredictSettings before = std::exchange(m_settings, m_settingsRow->settings());
  m_settings.save();
  if (m_settings.threshold != before.threshold) {
    setThreshold(m_settings.threshold);
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

void PredictPage::showCurrent() {
  const PredictEntry* entry = m_model->find(m_list->current());
  m_shown.reset();
  m_crops.clear();
  m_face->clear();
  if (entry == nullptr) {
    m_loader->clear();
    m_image->clear();
    return;
  }
  showEntry(*entry);
  if (entry->state == PredictEntry::State::Failed) {
    m_loader->clear();
  } else if (entry->video) {
    showVideo(*entry, /*fresh=*/true);
  } else {
    m_videoId = 0;
    m_loader->load({entry->file, {}, entry->analysis, entry->model()});
  }
}

void PredictPage::showEntry(const PredictEntry& entry) {
  const PredictionFormatter words = m_model->formatterFor(entry);
  m_image->setFormatter(words);
  m_face->setFormatter(words);
  m_image->showEntry(entry);
}

void PredictPage::showOutdated() {
  m_outdated->showResults(m_model->outdatedResults(), m_classifier ? m_classifier->title() : QString());
}

void PredictPage::onImageLoaded(const LoadedImage& image) {
  m_image->setPicture(image);
  m_shown = image.analysis;
  m_crops = image.crops;
  if (m_videoId != 0) {
    m_moment = m_wanted;
    m_image->canvas().setFace(m_moment.indexOf(m_image->timeline().face()));
  }
  showFace(m_image->canvas().face());
}

void PredictPage::showFace(int face) {
  if (face < 0 || face >= static_cast<int>(m_crops.size())) {
    m_face->clear();
    return;
  }
  const auto index = static_cast<std::size_t>(face);
  const auto count = static_cast<int>(m_crops.size());
  QString which = count > 1 ? tr("Face %L1 of %L2").arg(face + 1).arg(count) : QString();
  if (m_videoId != 0) {
    which = tr("Face %L1", "number in a video").arg(m_moment.ids[index]);
  }
  m_face->showFace(m_shown->faces[index], which, m_crops[index]);
}

void PredictPage::showState() {
  const bool empty = m_model->rowCount() == 0 && !m_model->canRestore(); // Undo is in the list
  m_stack->setCurrentIndex(empty ? 0 : 1);
  m_noModel->setVisible(m_classifier == nullptr);
  showOutdated();
  m_bar->setVisible(!empty);
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
  plan.uncertainBelow = m_settings.threshold;
  m_banner->clear();
  m_workspace.setActivity(
      tr("Exporting results"), -1, [this] { m_exporter->cancel(); }, m_exporter);
  m_exporter->start(std::move(plan));
  showState();
}

} // namespace mien::ui
