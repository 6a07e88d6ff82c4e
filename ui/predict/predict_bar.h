#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mien::ui {

class ModelPicker;
class Workspace;

/// The line at the top of the Predict page: bring images and videos, with which model, what is going on, export.
class PredictBar : public QWidget {
  Q_OBJECT

public:
  explicit PredictBar(Workspace& workspace, QWidget* parent = nullptr);

  void setProgress(int done, int total, double share); ///< analysing; `share` of all the work is done, 0..1
  void setIdle(bool somethingWaits);                   ///< not analysing; offers to go on where some wait
  void setExportable(bool exportable);
  void setListEmpty(bool empty); ///< then the page itself offers to add files
  [[nodiscard]] ModelPicker& picker() const { return *m_picker; }

signals:
  void filesRequested();
  void folderRequested();
  void stopped();
  void resumed();
  void exportRequested();

private:
  QPushButton* m_files;
  QPushButton* m_folder;
  ModelPicker* m_picker;
  QLabel* m_text;
  QProgressBar* m_progress;
  QPushButton* m_stop;
  QPushButton* m_resume;
  QPushButton* m_export;
};

} // namespace mien::ui
