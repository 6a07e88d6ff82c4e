#pragma once

#include "core/eval/evaluator.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace mien::ui {

class ModelPicker;
class Workspace;

/// The line at the top of the Evaluate page: which model, which images, start and stop, export.
class EvaluateBar : public QWidget {
  Q_OBJECT

public:
  explicit EvaluateBar(Workspace& workspace, QWidget* parent = nullptr);

  [[nodiscard]] ModelPicker& picker() const { return *m_picker; }
  [[nodiscard]] EvaluateOptions options() const;
  void chooseSplit(Split split); ///< where the data set has images of it

  void setRunning(bool running);
  void setProgress(qulonglong done, qulonglong total, double imagesPerSecond);
  void setExportable(bool exportable);
  void setExporting(bool exporting); ///< shows that something is being written

signals:
  void choiceChanged(); ///< another model, split or label policy
  void started();
  void cancelled();
  void exportRequested();

private:
  void refresh();

  Workspace& m_workspace;
  ModelPicker* m_picker;
  QComboBox* m_split;
  QComboBox* m_policy;
  QPushButton* m_start;
  QPushButton* m_cancel;
  QPushButton* m_export;
  QWidget* m_running;
  QProgressBar* m_progress;
  QLabel* m_speed;
  bool m_isRunning = false;
};

} // namespace mien::ui
