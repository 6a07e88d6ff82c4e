#pragma once

#include "core/data/dataset.h"
#include "core/train/training_throughput.h"
#include "ui/async/worker.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QPushButton;

namespace mien::ui {

class Workspace;

/// How long a training will take: measured on request by training a little on the open data set, in the background.
class TrainingTimeEstimate : public QWidget {
  Q_OBJECT

public:
  explicit TrainingTimeEstimate(Workspace& workspace, QWidget* parent = nullptr);
  ~TrainingTimeEstimate() override;

  void setConfig(const TrainConfig& config); ///< the settings to tell the time of
  void setAllowed(bool allowed);             ///< false while a training needs the cores

  void measure();
  [[nodiscard]] bool running() const { return m_worker.running(); }
  [[nodiscard]] QString text() const;

signals:
  void failed(const QString& message);

private:
  [[nodiscard]] bool applies() const; ///< the measurement is of such settings
  void done(const TrainingThroughput& pace);
  void end();
  void refresh();

  Workspace& m_workspace;
  QLabel* m_text;
  QPushButton* m_button;
  TrainConfig m_config;
  bool m_allowed = true;
  std::optional<TrainingThroughput> m_pace;
  TrainConfig m_measured; ///< what m_pace is of
  Worker m_worker;
};

} // namespace mien::ui
