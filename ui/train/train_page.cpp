#include "ui/train/train_page.h"

#include "core/common/error.h"
#include "core/train/run_list.h"
#include "core/train/run_lock.h"
#include "ui/text/message_text.h"
#include "ui/text/number_text.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"
#include "ui/train/form/settings_file.h"
#include "ui/train/form/train_form.h"
#include "ui/train/form/train_presets.h"
#include "ui/train/progress/next_steps_bar.h"
#include "ui/train/progress/train_buttons.h"
#include "ui/train/progress/train_progress.h"
#include "ui/train/progress/training_time_estimate.h"
#include "ui/train/progress/training_view.h"
#include "ui/train/runs/resume_bar.h"
#include "ui/train/runs/run_table_model.h"
#include "ui/train/runs/runs_table.h"
#include "ui/train/train_job.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/widgets/panels/notice_bar.h"
#include "ui/workspace/demo_run.h"
#include "ui/workspace/show_in_folder.h"
#include "ui/workspace/workspace.h"

#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <optional>
#include <utility>

namespace mien::ui {

namespace {

bool isFolderOf(const Dataset* dataset, const std::filesystem::path& folder) {
  std::error_code ignored;
  return dataset != nullptr && std::filesystem::equivalent(dataset->root, folder, ignored);
}

/// Nothing where nobody can tell; what is damaged the job itself will say.
std::optional<DatasetChanges> changesOf(const std::filesystem::path& run, const Dataset& dataset) {
  try {
    return datasetChanges(run, dataset);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// Whether the run's images are those of `dataset`, wherever they lie now.
bool isDataOf(const RunInfo& run, const Dataset* dataset) {
  if (dataset == nullptr || isFolderOf(dataset, run.config.data)) {
    return dataset != nullptr;
  }
  const auto changes = changesOf(run.folder, *dataset);
  return changes && !changes->any();
}

} // namespace

TrainPage::TrainPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_job(new TrainJob(this)), m_data(new ElidedLabel),
      m_buttons(new TrainButtons), m_banner(new MessageBanner), m_resume(new ResumeBar), m_noData(new NoticeBar),
      m_nextSteps(new NextStepsBar), m_form(new TrainForm), m_estimate(new TrainingTimeEstimate(workspace)),
      m_view(new TrainingView(*m_job)), m_runs(new RunsTable(workspace)), m_files(this) {
  layOut();
  connectJob();
  connect(m_buttons, &TrainButtons::trainClicked, this, &TrainPage::train);
  connect(m_buttons, &TrainButtons::pauseClicked, this, &TrainPage::pauseOrResume);
  connect(m_buttons, &TrainButtons::stopClicked, this, &TrainPage::stop);
  connect(m_noData->addButton("open", tr("&Open a Data Set...")), &QPushButton::clicked, this,
          &TrainPage::openRequested);
  connect(m_noData->addButton("demo", tr("Use &Demo Data"),
                              tr("Draws a small data set of invented faces on this computer.")),
          &QPushButton::clicked, this, &TrainPage::demoRequested);
  connect(m_form, &TrainForm::changed, this, [this] {
    m_estimate->setConfig(m_form->config());
    showData();
  });
  connect(m_form, &TrainForm::loadRequested, this, &TrainPage::loadSettings);
  connect(m_form, &TrainForm::saveRequested, this, &TrainPage::saveSettings);
  connect(m_estimate, &TrainingTimeEstimate::failed, this,
          [this](const QString& message) { showError(tr("The time could not be measured."), message); });
  connect(m_resume, &ResumeBar::accepted, this, &TrainPage::resumeRun);
  connect(m_resume, &ResumeBar::declined, this, [this](const QString& folder) {
    RunLock::forget(toPath(folder));
    m_runs->reload();
  });
  connect(m_nextSteps, &NextStepsBar::resumeRequested, this, &TrainPage::resumeRun);
  connect(m_nextSteps, &NextStepsBar::evaluateRequested, &m_workspace, &Workspace::evaluateRequested);
  connect(m_nextSteps, &NextStepsBar::useRequested, &m_workspace, &Workspace::openModelRequested);
  connect(m_nextSteps, &NextStepsBar::tryRequested, this, &TrainPage::tryRequested);
  connect(m_nextSteps, &NextStepsBar::folderRequested, this, [this](const QString& folder) {
    if (!showInFolder(toPath(folder), {})) {
      showError(tr("The folder could not be shown."), pathText(folder));
    }
  });
  connect(m_runs, &RunsTable::resumeRequested, this, &TrainPage::resumeRun);
  connect(m_runs, &RunsTable::settingsRequested, m_form, &TrainForm::setConfig);
  connect(m_runs, &RunsTable::failed, this, &TrainPage::showError);
  connect(m_runs, &RunsTable::loaded, this, &TrainPage::onRunsLoaded);
  connect(m_view, &TrainingView::failed, this,
          [this](const QString& message) { showError(tr("The chart could not be saved."), message); });
  connect(&workspace, &Workspace::datasetChanged, this, &TrainPage::onDataset);
  onDataset();
  m_estimate->setConfig(m_form->config());
}

TrainPage::~TrainPage() {
  if (m_job->running()) {
    delete std::exchange(m_job, nullptr); // joins while what it reports to is still there
    m_workspace.clearActivity(this);
  }
}

void TrainPage::connectJob() {
  connect(m_job, &TrainJob::batches, this, &TrainPage::showActivity);
  connect(m_job, &TrainJob::epoch, &m_workspace, &Workspace::runsChanged);
  connect(m_job, &TrainJob::finished, this, &TrainPage::onFinished);
  connect(m_job, &TrainJob::message, this, &TrainPage::showWarning);
  connect(m_job, &TrainJob::failed, this, [this](const QString& message) {
    end();
    showError(tr("The training has failed."), message);
  });
}

void TrainPage::showWarning(const QString& line) {
  static const QString kMark = QStringLiteral("warning: "); // core's, before what should not be overlooked in the log
  if (!line.startsWith(kMark, Qt::CaseInsensitive)) {
    return;
  }
  const QString title = tr("A warning about this training");
  const QString before = m_banner->title() == title ? m_banner->details() + u'\n' : QString();
  m_banner->showMessage(MessageBanner::Kind::Warning, title, before + line.mid(kMark.size()));
}

void TrainPage::train() {
  TrainConfig config = m_form->config();
  if (m_job->running() || !m_workspace.dataset() || !m_form->hasGoodName()) {
    if (!m_form->hasGoodName()) {
      showError(tr("The run cannot have this name."),
                tr("It must be a plain folder name, without slashes and not beginning with a dot."));
    }
    return;
  }
  if (config.name.empty()) {
    try {
      config.name = claimRunName(toPath(m_workspace.savedFolder())); // another window may start one at the same time
    } catch (const Error& error) {
      showError(tr("The training cannot begin."), messageText(error.message()));
      return;
    }
  }
  config.data = std::filesystem::absolute(m_workspace.dataset()->root).string();
  begin(toQt(config.name), {});
  m_job->start(config, m_workspace.dataset(), runFolder(toQt(config.name)));
  refresh();
}

void TrainPage::trainQuick() {
  const auto& dataset = m_workspace.dataset();
  if (dataset && !m_job->running()) {
    m_form->setConfig(presetConfig(Preset::Quick, dataset->summary.images[0]));
    train();
  }
}

void TrainPage::resumeRun(const QString& folder) {
  if (m_job->running()) {
    return;
  }
  const RunInfo run = readRun(toPath(folder));
  if (!run.resumable) {
    showError(tr("The run “%1” cannot be resumed.").arg(pathText(run.folder.filename())),
              run.finished ? tr("It is finished already.") : toQt(run.problem));
    return;
  }
  if (!isDataOf(run, m_workspace.dataset().get())) {
    m_resumeWhenOpen = folder;
    m_banner->showMessage(
        MessageBanner::Kind::Info,
        tr("The data set of “%1” is being opened; then it goes on.").arg(pathText(run.folder.filename())));
    emit m_workspace.openDatasetRequested(toQt(run.config.data));
    return;
  }
  const auto dataset = m_workspace.dataset(); // another one may be opened while the question is open
  const auto found = changesOf(run.folder, *dataset);
  const Message changes = found ? found->message() : Message();
  if (!changes.empty() &&
      QMessageBox::question(this, tr("Resume the Run"),
                            tr("The data set of “%1” has changed since the run began: %2.\n\nIts figures before and "
                               "after will not be comparable. Go on all the same?")
                                .arg(pathText(run.folder.filename()), messageText(changes)),
                            QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Cancel) != QMessageBox::Yes) {
    return;
  }
  if (m_job->running() || m_workspace.dataset() != dataset) {
    return;
  }
  m_resume->withdraw();
  m_form->setConfig(run.config);
  begin(pathText(run.folder.filename()), run.history);
  m_job->resumeRun(folder, dataset, changes.empty() ? ChangedData::Refuse : ChangedData::Accept);
  refresh();
}

void TrainPage::begin(const QString& name, const std::vector<EpochRecord>& history) {
  m_resumeWhenOpen.clear();
  m_banner->clear();
  m_estimate->setAllowed(false);
  m_view->begin(name, history);
  // From its first step on the run is in the list.
  connect(m_job, &TrainJob::batches, &m_workspace, &Workspace::runsChanged,
          static_cast<Qt::ConnectionType>(Qt::AutoConnection | Qt::SingleShotConnection));
  m_workspace.setActivity(
      tr("Preparing the run “%1”.").arg(name), -1, [this] { stop(); }, this, keptText());
}

void TrainPage::pauseOrResume() {
  if (m_job->paused()) {
    m_job->unpause();
  } else {
    m_job->pause();
  }
  m_view->showState();
  refresh();
}

void TrainPage::stop() {
  m_job->stop();
  m_view->showState();
  refresh();
}

void TrainPage::onFinished(const TrainResult& result) {
  end();
  const RunInfo run = readRun(result.folder);
  m_nextSteps->showRun(run, result.status, isDemoData(m_workspace, run.config.data));
}

void TrainPage::end() {
  m_workspace.clearActivity(this);
  m_estimate->setAllowed(true);
  m_form->clearName();
  refresh();
  emit m_workspace.runsChanged();
}

void TrainPage::onDataset() {
  const auto& dataset = m_workspace.dataset();
  m_form->setTrainImages(dataset ? dataset->summary.images[0] : 0);
  showData();
  refresh();
  if (const QString waiting = std::exchange(m_resumeWhenOpen, {}); !waiting.isEmpty()) {
    m_banner->clear();
    if (isFolderOf(dataset.get(), readRun(toPath(waiting)).config.data)) {
      resumeRun(waiting);
    }
  }
}

void TrainPage::showData() {
  const auto& dataset = m_workspace.dataset();
  if (!dataset) {
    m_data->setText({});
    m_noData->showNotice(tr("No data set is open."),
                         tr("A training learns from a data set of faces. The settings can be made beforehand."));
    return;
  }
  m_noData->clear();
  const ValidationHoldout cut = m_form->config().cut;
  const bool other = dataset->summary.cut && dataset->summary.cut != cut; // as the training will cut it
  const auto images = other ? withHoldout(*dataset, cut).summary.images : dataset->summary.images;
  m_data->setText(tr("On %1: %2, %3 to validate with.", "data set, images to learn from, number")
                      .arg(pathText(dataset->root),
                           tr("%Ln image(s) to learn from", nullptr, static_cast<int>(images[0])),
                           countText(images[1])));
}

void TrainPage::onRunsLoaded() {
  m_form->setFreeName(toQt(freeRunName(toPath(m_workspace.savedFolder()))));
  const auto& runs = m_runs->runsModel().runs();
  const auto cutOff = std::ranges::find_if(runs, &RunEntry::cutOff);
  if (m_job->running() || cutOff == runs.end()) {
    m_resume->withdraw();
  } else {
    m_resume->offer(cutOff->folder(), pathText(cutOff->info.folder.filename()),
                    static_cast<int>(cutOff->info.history.size()), cutOff->info.config.epochs());
  }
}

QString TrainPage::keptText() { return tr("A training keeps its checkpoint and can be resumed later."); }

void TrainPage::showActivity() {
  m_workspace.setActivity(
      m_view->progress().state(), m_view->progress().fraction(), [this] { stop(); }, this, keptText());
}

void TrainPage::refresh() {
  const bool running = m_job->running();
  if (!running) {
    m_buttons->setState(m_workspace.dataset() ? TrainButtons::State::Ready : TrainButtons::State::NoData);
  } else if (m_job->stopping()) {
    m_buttons->setState(TrainButtons::State::Stopping);
  } else {
    m_buttons->setState(m_job->paused() ? TrainButtons::State::Paused : TrainButtons::State::Running);
  }
  m_form->setEditable(!running);
  m_runs->setResumable(!running);
  if (running) {
    m_resume->withdraw();
    m_nextSteps->clear();
    showActivity();
  }
}

void TrainPage::showError(const QString& title, const QString& details) {
  m_banner->showMessage(MessageBanner::Kind::Error, title, details);
}

void TrainPage::loadSettings() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Load Settings"), m_workspace.savedFolder(),
                                                    tr("Settings (*.json);;All files (*)"));
  if (!file.isEmpty()) {
    m_files.start([file](const std::stop_token&) { return readSettings(file); },
                  [this](const TrainConfig& config) {
                    m_banner->clear();
                    m_form->setConfig(config);
                  },
                  [this](const QString& message) { showError(tr("The settings could not be loaded."), message); });
  }
}

void TrainPage::saveSettings() {
  const QString file = QFileDialog::getSaveFileName(this, tr("Save Settings"),
                                                    QDir(m_workspace.savedFolder()).filePath(tr("settings.json")),
                                                    tr("Settings (*.json)"));
  if (!file.isEmpty()) {
    m_files.start([file, config = m_form->config()](const std::stop_token&) { writeSettings(file, config); },
                  [this] { m_banner->clear(); },
                  [this](const QString& message) { showError(tr("The settings could not be saved."), message); });
  }
}

QString TrainPage::runFolder(const QString& name) const { return QDir(m_workspace.savedFolder()).filePath(name); }

} // namespace mien::ui
