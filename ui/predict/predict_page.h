#pragma once

#include "core/model/model_hints.h"
#include "ui/predict/analysis/predict_job.h"
#include "ui/predict/analysis/predict_settings.h"
#include "ui/predict/export/predict_export.h"
#include "ui/predict/intake/file_collector.h"
#include "ui/predict/intake/pasted_images.h"
#include "ui/workspace/edit_target.h"
#include "ui/workspace/export_source.h"
#include "ui/workspace/file_identity.h"

#include <QWidget>

class QMimeData;
class QSplitter;
class QStackedWidget;
class QUndoStack;

namespace mien::ui {

class DropArea;
class FacePanel;
class EntryPresenter;
class ImagePanel;
class MessageBanner;
class NoticeBar;
class OutdatedBar;
class PredictBar;
class PredictList;
class PredictEntryListModel;
class PredictSettingsRow;
class Workspace;

/// The Predict workspace: images and videos in, faces and their emotions out.
class PredictPage : public QWidget, public ExportSource, public EditTarget {
  Q_OBJECT

public:
  explicit PredictPage(Workspace& workspace, QWidget* parent = nullptr);
  ~PredictPage() override;

  void addPaths(const QStringList& paths); ///< images, videos and folders of them
  bool addFrom(const QMimeData& data);     ///< dropped or pasted; false when it holds neither files nor an image
  void askForFiles();
  void setModel(std::shared_ptr<SharedClassifier> model); ///< for what is analysed from now on; null: there is none
  void exportTo(PredictExportPlan plan);                  ///< fills in the results and the threshold

  [[nodiscard]] bool canExport() const override;
  void exportContent() override; ///< asks what and where to

  [[nodiscard]] PredictEntryListModel& entries() const { return *m_model; }
  [[nodiscard]] PredictList& list() const { return *m_list; }
  [[nodiscard]] ImagePanel& image() const { return *m_image; }
  [[nodiscard]] FacePanel& face() const { return *m_face; }
  [[nodiscard]] PredictSettingsRow& settingsRow() const { return *m_settingsRow; }
  [[nodiscard]] OutdatedBar& outdatedBar() const { return *m_outdated; }
  [[nodiscard]] const NoticeBar& noModelNotice() const { return *m_noModel; }
  [[nodiscard]] MessageBanner& banner() const { return *m_banner; }
  [[nodiscard]] PredictJob& job() const { return *m_job; }

  [[nodiscard]] QUndoStack* undoStack() override { return m_undoStack; }
  [[nodiscard]] bool canCopy() const override;
  void copy() override; ///< the result of the chosen file, as text
  [[nodiscard]] bool canPaste() const override;
  void paste() override; ///< images and files
  [[nodiscard]] bool canRemove() const override;
  void removeSelected() override;
  [[nodiscard]] bool canSelectAll() const override;
  void selectAll() override;

signals:
  void openModelRequested();

private:
  void arrange();
  void connectParts();
  void connectJobs();
  void askForFolder();
  void onModelFileChanged();
  void onFilesCollected(const CollectedFiles& files);
  void onOutcomes(const QVector<PredictOutcome>& outcomes);
  void applySettings();
  void applyAnalysisSetup(); ///< the model and the settings of now
  void setClasses(const std::vector<ClassLabel>& classes);
  void setThreshold(double threshold);
  void stopAnalysis();
  void analyseWaiting();  ///< all but what the user has stopped
  void analyseOutdated(); ///< again, at the user's wish
  void onVideoUpdates(const QVector<VideoUpdate>& updates);
  void updateClasses(const AnalysisProvenance& origin);
  void showOutdated();
  void showCurrent();
  void showProgress(int done, int total);
  void showState(); ///< of the list and the job, wherever it shows

  Workspace& m_workspace;
  PredictSettings m_settings;
  std::shared_ptr<SharedClassifier> m_classifier;
  FileIdentity m_modelIdentity; ///< of the file that m_classifier is read from
  ModelHints m_modelHints;      ///< that it is read with
  bool m_answered = false;      ///< m_classifier has been read and has given a result
  PastedImages m_pasted;

  QUndoStack* m_undoStack; ///< before the model: its commands go before it
  PredictEntryListModel* m_model;
  PredictBar* m_bar;
  PredictSettingsRow* m_settingsRow;
  NoticeBar* m_noModel;
  OutdatedBar* m_outdated;
  MessageBanner* m_banner;
  QStackedWidget* m_stack;
  DropArea* m_drop;
  QSplitter* m_splitter;
  PredictList* m_list;
  ImagePanel* m_image;
  FacePanel* m_face;
  EntryPresenter* m_presenter; ///< shows the chosen one in these two
  FileCollector* m_collector;
  PredictExport* m_exporter;
  PredictJob* m_job;
};

} // namespace mien::ui
