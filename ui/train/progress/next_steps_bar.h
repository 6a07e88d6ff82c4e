#pragma once

#include "core/train/run_list.h"
#include "core/train/trainer.h"
#include "ui/widgets/panels/notice_bar.h"

namespace mien::ui {

/// After a training: what came of it, and what can be done with it, as buttons. Hidden at first and while one runs.
class NextStepsBar : public NoticeBar {
  Q_OBJECT

public:
  explicit NextStepsBar(QWidget* parent = nullptr);

  /// `demo`: it learned from drawn faces alone.
  void showRun(const RunInfo& run, TrainStatus status, bool demo);

signals:
  void resumeRequested(const QString& folder);
  void evaluateRequested(const QString& weights);
  void useRequested(const QString& weights); ///< in Predict and Live
  void tryRequested(const QString& weights); ///< on a photo
  void folderRequested(const QString& folder);

private:
  QString m_folder;
  QString m_weights;
  QPushButton* m_resume;
  QPushButton* m_evaluate;
  QPushButton* m_use;
  QPushButton* m_try;
};

} // namespace mien::ui
