#pragma once

#include "ui/workspace/export_source.h"
#include "ui/workspace/file_identity.h"

#include <QWidget>

#include <filesystem>
#include <memory>

class QStackedWidget;

namespace mien {
struct Dataset;
struct EvaluateOptions;
struct EvaluationResult;
} // namespace mien

namespace mien::ui {

class EvaluateBar;
class EvaluateJob;
class EvaluationExport;
class MessageBanner;
class NoticeBar;
class ResultsView;
class EmptyStatePanel;
class Workspace;

/// The Evaluate workspace: runs a model over a split and shows what came out.
class EvaluatePage : public QWidget, public ExportSource {
  Q_OBJECT

public:
  explicit EvaluatePage(Workspace& workspace, QWidget* parent = nullptr);
  ~EvaluatePage() override;

  /// Shows an evaluation; the images come from `dataset`.
  void setResult(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset);

  [[nodiscard]] bool canExport() const override;
  void exportContent() override; ///< asks where to: a folder of the results folder named after run and split

  [[nodiscard]] EvaluateBar& bar() const { return *m_bar; }
  [[nodiscard]] ResultsView& results() const { return *m_results; }
  [[nodiscard]] MessageBanner& banner() const { return *m_banner; }
  [[nodiscard]] NoticeBar& outdatedNotice() const { return *m_outdated; }

signals:
  void openRequested(); ///< of a data set

private:
  void start(); ///< asks before the first look at the test images
  void evaluate();
  void compare(const QString& weights);
  void run(EvaluateJob& job, const QString& weights, const EvaluateOptions& options,
           std::shared_ptr<const Dataset> dataset);
  void askToExport(const std::filesystem::path& folder, bool forSpreadsheets); ///< if something would be lost
  void exportTo(const std::filesystem::path& folder, bool forSpreadsheets);
  void finish(std::shared_ptr<const EvaluationResult> result);
  void finishComparison(std::shared_ptr<const EvaluationResult> result);
  void jobEnded(EvaluateJob& job);
  void showError(const QString& title, const QString& message);
  void showNotes(const EvaluationResult& result); ///< what of the data set the model was trained on
  void showPlaceholder();
  void showOutdated(); ///< when the figures shown are not of what is chosen above

  Workspace& m_workspace;
  std::shared_ptr<const EvaluationResult> m_result;
  std::shared_ptr<const Dataset> m_dataset; ///< that it is of; another may be open by now
  std::shared_ptr<const Dataset> m_running; ///< that the job reads
  FileIdentity m_weights;                   ///< of the file that m_result is of
  FileIdentity m_runningWeights;            ///< of the file that the job reads
  EvaluateBar* m_bar;
  MessageBanner* m_banner;
  NoticeBar* m_outdated;
  QStackedWidget* m_stack;
  EmptyStatePanel* m_placeholder;
  ResultsView* m_results;
  EvaluateJob* m_job;
  EvaluateJob* m_comparison;
  EvaluationExport* m_export;
};

} // namespace mien::ui
