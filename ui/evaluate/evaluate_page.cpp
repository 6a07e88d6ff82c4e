#include "ui/evaluate/evaluate_page.h"

#include "core/common/error.h"
#include "core/eval/report/report_guard.h"
#include "core/eval/report/report_writer.h"
#include "ui/evaluate/compare/compare_view.h"
#include "ui/evaluate/evaluate_bar.h"
#include "ui/evaluate/evaluate_job.h"
#include "ui/evaluate/evaluation_export.h"
#include "ui/evaluate/results/results_view.h"
#include "ui/models/model_picker.h"
#include "ui/text/label_policies.h"
#include "ui/text/message_text.h"
#include "ui/text/model_title.h"
#include "ui/text/number_text.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/dialogs/export_dialog.h"
#include "ui/widgets/dialogs/replace_question.h"
#include "ui/widgets/panels/empty_state_panel.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/widgets/panels/notice_bar.h"
#include "ui/workspace/workspace.h"

#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <functional>
#include <optional>
#include <utility>

namespace mien::ui {

namespace {

const auto kTestKey = QStringLiteral("evaluate/testAccepted");

/// Asks once, and remembers the answer when it is yes.
void askForTest(std::function<void()> yes, std::function<void()> no, QWidget* parent) {
  auto* question = new QMessageBox(QMessageBox::Question, EvaluatePage::tr("Evaluate on the Test Images"),
                                   EvaluatePage::tr("The test images are for the last look at a model."),
                                   QMessageBox::NoButton, parent);
  question->setInformativeText(EvaluatePage::tr(
      "Whoever chooses models or settings by them has no images left that played no part in the choice. "
      "To try things out, evaluate on the validation images."));
  const QPushButton* test = question->addButton(EvaluatePage::tr("Evaluate on &Test"), QMessageBox::AcceptRole);
  QPushButton* valid = question->addButton(EvaluatePage::tr("Choose &Validation"), QMessageBox::RejectRole);
  question->setDefaultButton(valid);
  question->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(test, &QPushButton::clicked, parent, [yes = std::move(yes)] {
    QSettings().setValue(kTestKey, true);
    yes();
  });
  QObject::connect(valid, &QPushButton::clicked, parent, std::move(no));
  question->open();
}

} // namespace

EvaluatePage::EvaluatePage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_bar(new EvaluateBar(workspace, this)),
      m_banner(new MessageBanner(this)), m_outdated(new NoticeBar(this)), m_stack(new QStackedWidget(this)),
      m_placeholder(new EmptyStatePanel(m_stack)), m_results(new ResultsView(workspace, m_stack)),
      m_job(new EvaluateJob(this)), m_comparison(new EvaluateJob(this)), m_export(new EvaluationExport(this)) {
  m_stack->addWidget(m_placeholder);
  m_stack->addWidget(m_results);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 14, 16, 12);
  layout->addWidget(m_bar);
  layout->addWidget(m_banner);
  layout->addWidget(m_outdated);
  layout->addWidget(m_stack, 1);

  connect(m_bar, &EvaluateBar::started, this, &EvaluatePage::start);
  connect(m_outdated->addButton("evaluate", tr("Evaluate Again")), &QPushButton::clicked, this, &EvaluatePage::start);
  connect(m_bar, &EvaluateBar::choiceChanged, this, &EvaluatePage::showOutdated);
  connect(m_bar, &EvaluateBar::cancelled, m_job, &EvaluateJob::cancel);
  connect(m_bar, &EvaluateBar::exportRequested, this, &EvaluatePage::exportContent);
  connect(&m_bar->picker(), &ModelPicker::changed, this, &EvaluatePage::showPlaceholder);
  connect(&m_bar->picker(), &ModelPicker::failed, this,
          [this](const QString& message) { showError(tr("The runs cannot be listed."), message); });
  connect(m_results, &ResultsView::failed, this,
          [this](const QString& message) { showError(tr("The chart could not be made."), message); });
  connect(&m_results->comparison(), &CompareView::compareRequested, this, &EvaluatePage::compare);

  connect(m_job, &EvaluateJob::finished, this, &EvaluatePage::finish);
  connect(m_comparison, &EvaluateJob::finished, this, &EvaluatePage::finishComparison);
  for (EvaluateJob* job : {m_job, m_comparison}) {
    connect(job, &EvaluateJob::progress, this, [this, job](qulonglong done, qulonglong total, double speed) {
      if (job == m_job) {
        m_bar->setProgress(done, total, speed);
      }
      m_workspace.setActivity(
          tr("Evaluating: %1 of %2 images").arg(countText(done), countText(total)),
          total > 0 ? static_cast<double>(done) / static_cast<double>(total) : -1, [job] { job->cancel(); }, job);
    });
    connect(job, &EvaluateJob::failed, this, [this, job](const QString& message) {
      jobEnded(*job);
      showError(tr("The model could not be evaluated."), message);
    });
  }
  connect(m_export, &EvaluationExport::finished, this, [this](const QString& folder) {
    m_bar->setExporting(false);
    m_banner->showMessage(MessageBanner::Kind::Info, tr("The evaluation was exported."), folder);
  });
  connect(m_export, &EvaluationExport::failed, this, [this](const QString& message) {
    m_bar->setExporting(false);
    showError(tr("The evaluation could not be exported."), message);
  });

  connect(&workspace, &Workspace::modelChanged, this, [this] {
    m_bar->picker().setFile(m_workspace.modelFile());
    showOutdated();
  });
  connect(&workspace, &Workspace::runsChanged, this, &EvaluatePage::showOutdated); // a resumed run writes its weights
  connect(&workspace, &Workspace::evaluateRequested, &m_bar->picker(), &ModelPicker::setFile);
  connect(&workspace, &Workspace::datasetChanged, this, &EvaluatePage::showPlaceholder);
  connect(&workspace, &Workspace::datasetChanged, this, &EvaluatePage::showOutdated);
  m_bar->picker().refresh();
  m_bar->picker().setFile(workspace.modelFile());
  showPlaceholder();
}

EvaluatePage::~EvaluatePage() {
  m_workspace.clearActivity(m_job);
  m_workspace.clearActivity(m_comparison);
}

void EvaluatePage::setResult(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset) {
  m_comparison->cancel(); // with another result
  m_result = std::move(result);
  m_dataset = std::move(dataset);
  m_results->setResult(m_result, m_dataset);
  m_stack->setCurrentWidget(m_results);
  m_weights = fileIdentity(m_result->weights);
  m_bar->setExportable(canExport());
  showOutdated();
  emit m_workspace.exportChanged();
}

bool EvaluatePage::canExport() const { return m_result != nullptr && !m_export->running(); }

void EvaluatePage::exportContent() {
  if (!canExport()) {
    return;
  }
  const auto folder =
      evaluationFolder(toPath(m_workspace.resultsFolder()), m_result->weights, m_result->split, m_result->policy);
  auto* dialog = new ExportDialog(tr("Export the Evaluation"), toQt(folder), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog, folder, shown = m_result] {
    if (canExport() && m_result == shown) { // and not another one by now
      // A name whose bytes are no UTF-8 is not what the dialog shows of it.
      const bool same = dialog->folder() == toQt(folder);
      askToExport(same ? folder : toPath(dialog->folder()), dialog->forSpreadsheets());
    } else {
      showError(tr("The evaluation was not exported."), tr("Another result is shown by now. Export again."));
    }
  });
  dialog->open();
}

void EvaluatePage::askToExport(const std::filesystem::path& folder, bool forSpreadsheets) {
  const EvaluationResult& result = *m_result;
  std::optional<ReportConflict> conflict;
  try {
    conflict = reportConflict(folder, {result.weights, result.dataRoot, result.split, result.policy});
  } catch (const Error& error) {
    showError(tr("The evaluation was not exported."), messageText(error.message()));
    return;
  }
  const auto replace = [this, folder, forSpreadsheets, shown = m_result] {
    if (canExport() && m_result == shown) {
      exportTo(folder, forSpreadsheets);
    }
  };
  if (!conflict) {
    replace();
  } else if (conflict->what.empty()) {
    askToReplace({conflict->file}, replace, this);
  } else {
    askToReplaceReport(pathText(folder), toQt(conflict->what), replace, this);
  }
}

void EvaluatePage::exportTo(const std::filesystem::path& folder, bool forSpreadsheets) {
  m_bar->setExporting(true);
  m_export->start(m_result, folder, forSpreadsheets);
}

void EvaluatePage::start() {
  const auto& dataset = m_workspace.dataset();
  const bool test = m_bar->options().split == Split::Test;
  if (test && dataset->summary.images[static_cast<std::size_t>(Split::Valid)] > 0 &&
      !QSettings().value(kTestKey, false).toBool()) {
    askForTest([this] { evaluate(); }, [this] { m_bar->chooseSplit(Split::Valid); }, this);
  } else {
    evaluate();
  }
}

void EvaluatePage::evaluate() {
  m_banner->clear();
  m_outdated->clear();
  m_bar->setRunning(true);
  m_running = m_workspace.dataset();
  m_runningWeights = fileIdentity(toPath(m_bar->picker().file()));
  run(*m_job, m_bar->picker().file(), m_bar->options(), m_running);
}

void EvaluatePage::compare(const QString& weights) {
  m_banner->clear();
  m_results->comparison().setRunning(true);
  EvaluateOptions options;
  options.split = m_result->split;
  options.policy = m_result->policy;
  options.cut = m_result->cut; // the same images, whatever the other model was trained on
  options.embeddings = false;
  run(*m_comparison, weights, options, m_dataset);
}

void EvaluatePage::run(EvaluateJob& job, const QString& weights, const EvaluateOptions& options,
                       std::shared_ptr<const Dataset> dataset) {
  m_workspace.setActivity(
      tr("Evaluating %1").arg(modelTitle(weights)), -1, [&job] { job.cancel(); }, &job);
  job.start(weights, std::move(dataset), options);
}

void EvaluatePage::finish(std::shared_ptr<const EvaluationResult> result) {
  jobEnded(*m_job);
  if (!result->cancelled) {
    showNotes(*result);
    setResult(std::move(result), m_running);
    m_weights = m_runningWeights; // it may have been written again meanwhile
    showOutdated();
  }
  m_running.reset();
}

void EvaluatePage::finishComparison(std::shared_ptr<const EvaluationResult> result) {
  jobEnded(*m_comparison);
  if (!result->cancelled) {
    m_results->comparison().setOther(std::move(result));
  }
}

void EvaluatePage::jobEnded(EvaluateJob& job) {
  m_workspace.clearActivity(&job);
  if (&job == m_job) {
    m_bar->setRunning(false);
  } else {
    m_results->comparison().setRunning(false);
  }
}

void EvaluatePage::showError(const QString& title, const QString& message) {
  m_banner->showMessage(MessageBanner::Kind::Error, title, message);
}

void EvaluatePage::showNotes(const EvaluationResult& result) {
  QStringList notes;
  for (const Message& note : result.notes) {
    notes.append(messageText(note));
  }
  if (!notes.isEmpty()) {
    m_banner->showMessage(MessageBanner::Kind::Warning, tr("These figures want care."), notes.join(QLatin1Char('\n')));
  }
}

void EvaluatePage::showOutdated() {
  if (!m_result || m_job->running()) {
    m_outdated->clear();
    return;
  }
  const EvaluateOptions chosen = m_bar->options();
  const QString file = m_bar->picker().file();
  const QString shown = toQt(m_result->weights);
  const auto& dataset = m_workspace.dataset();
  QString because;
  if (!file.isEmpty() && file != shown) {
    because = tr("Chosen is “%1”.").arg(modelTitle(file));
  } else if (const FileIdentity now = fileIdentity(m_result->weights); now && now != m_weights) {
    because = tr("Its file has been written again since.");
  } else if (dataset && dataset->root != m_result->dataRoot) {
    because = tr("Another data set is open.");
  } else if (dataset && chosen.split != m_result->split) {
    because = tr("Chosen is the split %1.").arg(splitTitle(static_cast<int>(chosen.split)));
  } else if (chosen.policy != m_result->policy) {
    because = tr("Chosen are the labels “%1”.").arg(policyName(chosen.policy));
  }
  if (because.isEmpty()) {
    m_outdated->clear();
  } else {
    m_outdated->showNotice(tr("These figures are of “%1” on the split %2.")
                               .arg(modelTitle(shown), splitTitle(static_cast<int>(m_result->split))),
                           because);
  }
}

void EvaluatePage::showPlaceholder() {
  if (m_workspace.dataset() == nullptr) {
    m_placeholder->showState("data", tr("No data set is open"), tr("Open one to see how well a model does on it."),
                             {{"open", tr("&Open a Data Set..."), [this] { emit openRequested(); }}});
  } else if (m_bar->picker().file().isEmpty()) {
    m_placeholder->showState("model", tr("No model is chosen"), tr("Train one, or choose one above."), {});
  } else {
    m_placeholder->showState("evaluate", tr("Nothing has been evaluated yet"),
                             tr("Press Evaluate to see how well “%1” does.").arg(modelTitle(m_bar->picker().file())),
                             {});
  }
}

} // namespace mien::ui
