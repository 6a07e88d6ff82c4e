#pragma once

#include "core/data/dataset.h"
#include "ui/workspace/file_identity.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace mien::ui {

/// Something that takes a while, for the status bar and for closing the window.
struct Activity {
  const void* owner = nullptr;
  QString text;               ///< one sentence: what is running
  double fraction = -1;       ///< done, 0..1; below 0: not known
  std::function<void()> stop; ///< asks it to stop and returns at once; empty: it cannot be stopped
  QString kept;               ///< one sentence: what remains of it when it is stopped; may be empty
};

/// The state that all pages share. GUI thread only.
class Workspace : public QObject {
  Q_OBJECT

public:
  /// `folder` is where saved/ and results/ are.
  explicit Workspace(const QString& folder = defaultFolder(), QObject* parent = nullptr);

  /// The working directory where it has both a saved/ and a results/ folder, as a checkout does; else the user's data
  /// folder.
  [[nodiscard]] static QString defaultFolder();

  [[nodiscard]] const std::shared_ptr<const Dataset>& dataset() const { return m_dataset; }
  void setDataset(std::shared_ptr<const Dataset> dataset);

  [[nodiscard]] const QString& modelFile() const { return m_modelFile; } ///< empty: none chosen
  void setModelFile(const QString& file); ///< modelChanged() also when the same file was written again
  void checkModelFile();                  ///< modelChanged() when it was written again; reads no content
  void reloadModel();                     ///< the same file is to be read otherwise: see storedHints()

  [[nodiscard]] QString savedFolder() const;   ///< holds one folder for each run; may not exist yet
  [[nodiscard]] QString resultsFolder() const; ///< may not exist yet

  [[nodiscard]] QString dataFolder() const; ///< may not exist yet
  [[nodiscard]] QString demoFolder() const; ///< in it: the demo data; may not exist yet

  /// Shows something running, or its progress. Things that may run at the same time give an `owner` of their own (their
  /// job's address); the same owner again replaces what it said before. Whoever sets an activity clears it in the end,
  /// after a stop too: the window waits for that before it closes.
  void setActivity(const QString& text, double fraction, std::function<void()> stop, const void* owner = nullptr,
                   const QString& kept = {});
  void clearActivity(const void* owner = nullptr);

  /// What is running now, the oldest first.
  [[nodiscard]] const std::vector<Activity>& activities() const { return m_activities; }

signals:
  void datasetChanged();
  void modelChanged();
  void runsChanged(); ///< emit when a folder in savedFolder() came, went or changed
  void activityChanged();
  void openDatasetRequested(const QString& folder); ///< emit to have the window read it; datasetChanged() follows
  void exportChanged(); ///< emit when ExportSource::canExport() of a page says something else than before
  void openModelRequested(const QString& file);       ///< emit to have the window read it; modelChanged() or
  void modelRefused();                                ///< follows, and the model in use stays
  void evaluateRequested(const QString& weightsFile); ///< emit to open the Evaluate page with that model

private:
  QString m_folder;
  std::shared_ptr<const Dataset> m_dataset;
  QString m_modelFile;
  FileIdentity m_modelIdentity;
  std::vector<Activity> m_activities;
};

} // namespace mien::ui
