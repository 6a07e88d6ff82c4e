#pragma once

#include "ui/widgets/panels/notice_bar.h"

namespace mien::ui {

/// Offers to go on with a run that was cut off. Hidden while there is none.
class ResumeBar : public NoticeBar {
  Q_OBJECT

public:
  explicit ResumeBar(QWidget* parent = nullptr);

  void offer(const QString& folder, const QString& name, int epochsDone, int epochs);
  void withdraw();
  [[nodiscard]] const QString& folder() const { return m_folder; } ///< empty: nothing is offered

signals:
  void accepted(const QString& folder);
  void declined(const QString& folder);

private:
  QString m_folder;
};

} // namespace mien::ui
