#pragma once

#include "core/train/trainer.h"

#include <QVector>
#include <QWidget>

#include <vector>

class QTabWidget;

namespace mien::ui {

class TrainCharts;
class TrainJob;
class TrainLog;
class TrainProgress;

/// Shows what a TrainJob does: progress above, the curves and the log in tabs below.
class TrainingView : public QWidget {
  Q_OBJECT

public:
  explicit TrainingView(TrainJob& job, QWidget* parent = nullptr);

  void begin(const QString& run, const std::vector<EpochRecord>& history = {}); ///< before the job starts
  void showState(); ///< running, paused or stopping, as the job is
  void addTab(QWidget* widget, const QString& title);

  [[nodiscard]] TrainProgress& progress() const { return *m_progress; }
  [[nodiscard]] TrainCharts& charts() const { return *m_charts; }
  [[nodiscard]] TrainLog& log() const { return *m_log; }
  [[nodiscard]] QTabWidget& tabs() const { return *m_tabs; }

signals:
  void failed(const QString& message); ///< saving a chart did not work

protected:
  void resizeEvent(QResizeEvent* event) override;

private:
  void onBatches(const QVector<BatchEvent>& events);
  void onEpoch(const EpochEvent& event);
  void onFinished(const TrainResult& result);
  void onFailed(const QString& message);

  TrainJob& m_job;
  QString m_run;
  TrainProgress* m_progress;
  TrainCharts* m_charts;
  TrainLog* m_log;
  QTabWidget* m_tabs;
};

} // namespace mien::ui
