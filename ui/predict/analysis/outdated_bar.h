#pragma once

#include "ui/predict/analysis/outdated.h"
#include "ui/widgets/panels/notice_bar.h"

namespace mien::ui {

/// Says that results were made with another model or other settings than those in use, and offers to analyse those
/// files again. Hidden while there are none.
class OutdatedBar : public NoticeBar {
  Q_OBJECT

public:
  explicit OutdatedBar(QWidget* parent = nullptr);

  void showResults(const OutdatedResults& results, const QString& modelInUse); ///< the title of that model
  [[nodiscard]] QPushButton& button() const { return *m_again; }

signals:
  void againRequested();

private:
  QPushButton* m_again;
};

} // namespace mien::ui
