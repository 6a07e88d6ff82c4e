#include "ui/train/runs/resume_bar.h"

#include "ui/look/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace mien::ui {

ResumeBar::ResumeBar(QWidget* parent) : Card(parent), m_text(new QLabel) {
  m_text->setWordWrap(true);
  m_text->setTextFormat(Qt::PlainText);
  auto* yes = new QPushButton(icon("play"), tr("&Resume the Run"));
  auto* no = new QPushButton(tr("N&ot Now"));
  no->setToolTip(tr("The run stays in the list of runs and can be resumed from there."));
  connect(yes, &QPushButton::clicked, this, [this] { emit accepted(m_folder); });
  connect(no, &QPushButton::clicked, this, [this] {
    const QString folder = std::exchange(m_folder, {});
    hide();
    emit declined(folder);
  });
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(12, 8, 12, 8);
  layout->addWidget(m_text, 1);
  layout->addWidget(yes);
  layout->addWidget(no);
  hide();
}

void ResumeBar::offer(const QString& folder, const QString& name, int epochsDone, int epochs) {
  m_folder = folder;
  m_text->setText(tr("Mien ended while it was training “%3”, after %L1 of %L2 epochs. It can go on from the last "
                     "checkpoint.")
                      .arg(epochsDone)
                      .arg(epochs)
                      .arg(name));
  show();
}

void ResumeBar::clear() {
  m_folder.clear();
  hide();
}

} // namespace mien::ui
