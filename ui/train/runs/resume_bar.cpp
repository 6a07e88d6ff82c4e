#include "ui/train/runs/resume_bar.h"

#include <QPushButton>

#include <utility>

namespace mien::ui {

ResumeBar::ResumeBar(QWidget* parent) : NoticeBar(parent) {
  const QPushButton* yes = addButton("play", tr("&Resume the Run"));
  const QPushButton* no =
      addButton(nullptr, tr("N&ot Now"), tr("The run stays in the list of runs and can be resumed from there."));
  connect(yes, &QPushButton::clicked, this, [this] { emit accepted(m_folder); });
  connect(no, &QPushButton::clicked, this, [this] {
    const QString folder = std::exchange(m_folder, {});
    clear();
    emit declined(folder);
  });
}

void ResumeBar::offer(const QString& folder, const QString& name, int epochsDone, int epochs) {
  m_folder = folder;
  showNotice(tr("Mien ended while it was training “%1”.").arg(name),
             tr("It can go on from the last checkpoint, after %L1 of %L2 epochs.").arg(epochsDone).arg(epochs));
}

void ResumeBar::withdraw() {
  m_folder.clear();
  clear();
}

} // namespace mien::ui
