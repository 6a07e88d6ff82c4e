#pragma once

#include "core/train/trainer.h"
#include "ui/async/worker.h"

#include <QWidget>

class QTabWidget;

namespace mien::ui {

class ElidedLabel;
class MessageBanner;
class NextStepsBar;
class NoticeBar;
class TrainingTimeEstimate;
class ResumeBar;
class RunsTable;
class TrainButtons;
class TrainForm;
class TrainJob;
class TrainingView;
class Workspace;

/// The Train workspace: the settings at the left; the training, its curves, its log and all runs at the right.
class TrainPage : public QWidget {
  Q_OBJECT

public:
  explicit TrainPage(Workspace& workspace, QWidget* parent = nullptr);
  ~TrainPage() override; ///< a training that runs is stopped with a checkpoint

  void train();      ///< with the settings of the form, on the open data set
  void trainQuick(); ///< the same with the preset that learns visibly within minutes
  void pauseOrResume();
  void stop();
  void resumeRun(const QString& folder); ///< opens the run's data set first, if need be

  [[nodiscard]] TrainForm& form() const { return *m_form; }
  [[nodiscard]] TrainButtons& buttons() const { return *m_buttons; }
  [[nodiscard]] TrainingView& view() const { return *m_view; }
  [[nodiscard]] RunsTable& runs() const { return *m_runs; }
  [[nodiscard]] TrainingTimeEstimate& estimate() const { return *m_estimate; }
  [[nodiscard]] const MessageBanner& banner() const { return *m_banner; }
  [[nodiscard]] ResumeBar& resumeBar() const { return *m_resume; }
  [[nodiscard]] NextStepsBar& nextSteps() const { return *m_nextSteps; }
  [[nodiscard]] TrainJob& job() const { return *m_job; }

signals:
  void openRequested();                      ///< the user wants to open a data set
  void demoRequested();                      ///< the user wants the demo data
  void tryRequested(const QString& weights); ///< the user wants to see what it makes of a photo

private:
  void layOut();
  void connectJob();
  void begin(const QString& name, const std::vector<EpochRecord>& history);
  void end();
  void onFinished(const TrainResult& result);
  void onDataset();
  void showData(); ///< how many images the settings leave to learn from and to validate with
  void onRunsLoaded();
  void showActivity();
  [[nodiscard]] static QString keptText();
  void refresh();
  void showError(const QString& title, const QString& details);
  void showWarning(const QString& line); ///< of the log, when it is one
  void loadSettings();
  void saveSettings();
  [[nodiscard]] QString runFolder(const QString& name) const;

  Workspace& m_workspace;
  TrainJob* m_job;
  ElidedLabel* m_data;
  TrainButtons* m_buttons;
  MessageBanner* m_banner;
  ResumeBar* m_resume;
  NoticeBar* m_noData;
  NextStepsBar* m_nextSteps;
  TrainForm* m_form;
  TrainingTimeEstimate* m_estimate;
  TrainingView* m_view;
  RunsTable* m_runs;
  QString m_resumeWhenOpen; ///< a run whose data set is being opened
  Worker m_files;
};

} // namespace mien::ui
